import { attemptsIn } from './attempts.js';
import type { FactsBook, Finding } from './book.js';
import { whoIsAsked, whoIsKnown } from './known.js';
import { type LogRecord, readLog } from './log.js';
import { cured, optOuts, stops } from './said.js';
import { caps, hours, quietAfterTalk } from './timing.js';
import { countsStopNoNotice, once, wasAllowed } from './traces.js';

/** How much was looked at, and everything that was wrong. */
export type Verdict = Readonly<{ attempts: number; decisions: number; findings: readonly Finding[] }>;

/** Recomputes from the log alone, on this code path, whether any contact broke any limit. */
export function judge(records: readonly LogRecord[], book: FactsBook, bankZone: string): Verdict {
  const log = readLog(records);
  const attempts = attemptsIn(log);
  const [known, unknown] = whoIsKnown(attempts, book);
  const findings = [
    ...unknown,
    ...known.flatMap(hours),
    ...known.flatMap(whoIsAsked),
    ...caps(known),
    ...quietAfterTalk(known),
    ...optOuts(attempts, log),
    ...stops(attempts, log),
    ...cured(attempts, log, bankZone),
    ...wasAllowed(attempts, log),
    ...countsStopNoNotice(log),
    ...once(log, book),
  ];
  return { attempts: attempts.length, decisions: log.decided.length, findings };
}
