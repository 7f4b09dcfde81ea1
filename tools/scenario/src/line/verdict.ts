import type { Person } from '@mora/ledger-simulator';
import type { LogRecord } from '../checker/log.js';
import { judge } from '../checker/verdict.js';
import type { LawBook } from '../line-checker/book.js';
import { blindSpots } from '../line-checker/mutations/index.js';
import { readRules } from '../line-checker/rules-read.js';
import { judgeLaw } from '../line-checker/verdict.js';
import type { Cast } from '../negotiation/cast.js';
import { judgeNegotiations } from '../negotiation-checker/verdict.js';
import { TENANT } from '../tenant.js';
import { BANK_ZONE } from '../world.js';

const MOST_FINDINGS = 20;

export type LineRun = Readonly<{
  records: readonly LogRecord[];
  people: readonly Person[];
  cast: Cast;
  received: Readonly<Record<string, number>>;
  lastDay: string;
  /** What the lawyers have done that no stream tells. */
  atLaw: Omit<LawBook, 'lastDay'>;
  causes: Readonly<{ looked: number; without: readonly string[] }>;
}>;

type Print = (line: string) => void;

/** All checkers over one log: of contacts, of plans, and of the law. Answers whether none of them found anything. */
export function judgeRun(run: LineRun, print: Print): boolean {
  const { records, people, cast, received, lastDay, causes } = run;
  const book = { people: knownOf(people), firms: [], grants: [], announced: [], received };
  const rules = readRules();
  const contacts = judge(records, book, BANK_ZONE);
  const plans = judgeNegotiations(records, { ...cast, lastDay });
  const lawBook = { ...run.atLaw, lastDay };
  const law = judgeLaw(records, rules, lawBook);
  const findings = [
    ...contacts.findings.map(({ check, rule, about, detail }) => `${check} ${rule}: ${about} ${detail}`),
    ...[...plans.findings, ...law.findings].map(
      ({ check, loan, about, detail }) => `${check}: ${loan} ${about} ${detail}`,
    ),
    ...causes.without.map((one) => `causes: ${one}, which nobody has applied`),
  ];
  findings.slice(0, MOST_FINDINGS).forEach((finding) => print(`  BROKEN ${finding}`));
  const { tried, unseen } = blindSpots(records, rules, lawBook);
  unseen.forEach((name) => print(`  NOT SEEN: ${name}`));
  const looked = [
    `${contacts.attempts} contacts`,
    `${plans.plans} accepted plans`,
    `${law.loans} loans of the law`,
    `${causes.looked} causes`,
  ];
  const seen = `${tried - unseen.length} of ${tried} seen`;
  print(`checkers: ${looked.join(', ')}, ${findings.length} findings; mutations of the law: ${seen}`);
  return findings.length === 0 && unseen.length === 0;
}

const knownOf = (people: readonly Person[]) =>
  new Map(
    people.map(({ party, home, zoneKnown, hours, robotCalls }) => {
      const personId = `${TENANT}:${party}`;
      const timeZone = zoneKnown ? home.timeZone : null;
      return [personId, { personId, jurisdiction: home.jurisdiction, timeZone, hours, robotCalls }];
    }),
  );
