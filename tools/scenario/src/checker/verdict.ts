import { firms } from './agencies.js';
import { attemptsIn, incomingIn } from './attempts.js';
import { boundBy } from './bound.js';
import type { FactsBook, Finding } from './book.js';
import { whoIsKnown } from './known.js';
import { type LogRecord, readLog } from './log.js';
import { type Policy, readPolicy } from './policy.js';
import { broken } from './rules/index.js';
import { cured } from './said.js';
import { Scene } from './scene.js';
import { countsStopNoNotice, once, wasAllowed } from './traces.js';

/** How much was looked at, by how many rules, and everything that was wrong. */
export type Verdict = Readonly<{
  attempts: number;
  decisions: number;
  /** The rules that bound at least one contact. */
  rules: readonly string[];
  findings: readonly Finding[];
}>;

/** Recomputes from the log and the data of the policies alone, on this code path, whether any contact broke any rule. */
export function judge(
  records: readonly LogRecord[],
  book: FactsBook,
  bankZone: string,
  policy: Policy = readPolicy(),
): Verdict {
  const log = readLog(records, policy);
  const attempts = attemptsIn(log);
  const [known, unknown] = whoIsKnown(attempts, book);
  const [incoming] = whoIsKnown(incomingIn(log), book);
  const scene = new Scene(policy, log, book, bankZone, known, incoming);
  const bound = boundBy(policy, known);
  const findings = [
    ...unknown,
    ...bound.flatMap((one) => broken(one, scene)),
    ...firms(known, scene),
    ...cured(attempts, scene),
    ...wasAllowed(attempts, log),
    ...countsStopNoNotice(log, policy),
    ...once(log, book),
  ];
  const rules = [...new Set(bound.map(({ rule }) => rule.id))].toSorted();
  return { attempts: attempts.length, decisions: log.decided.length, rules, findings };
}
