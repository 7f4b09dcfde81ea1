import { createHash } from 'node:crypto';
import {
  legalOutreachHoldSet,
  negotiationPlanActivated,
  outreachAgencyPlaced,
  outreachAgencyRecalled,
  outreachContactDecided,
  outreachDisputeRaised,
  outreachNoticeSent,
  outreachOptOutRecorded,
  outreachPromiseBroken,
  outreachPromiseKept,
  outreachPromiseMade,
  outreachPromisePartlyKept,
  outreachRequestAnswered,
} from '@mora/contracts';
import { attemptsIn } from './checker/attempts.js';
import type { FactsBook } from './checker/book.js';
import { type Log, type LogRecord, readLog } from './checker/log.js';
import { readPolicy } from './checker/policy.js';

/** What there is to tell of a run: in order, without times of our clock and without ids that depend on timing. */
export function tellRun(records: readonly LogRecord[], { people, grants }: FactsBook): readonly string[] {
  const log = readLog(records, readPolicy());
  const where = (personId: string): string => (people.get(personId)?.jurisdiction ?? '??').slice(0, 2);
  const contacts = attemptsIn(log).map(({ channel, personId }) => `${channel} ${where(personId)}`);
  const refusals = log.decided
    .filter(({ data }) => data.outcome === 'refused' || data.outcome === 'lapsed')
    .flatMap(({ data }) => data.rules);
  const outcomes = log.decided.map(({ data }) => data.outcome);
  const arms = log.handed.flatMap(({ data }) => (data.arm === null ? [] : [data.arm.arm]));
  const howMany = ({ type }: Readonly<{ type: string }>): number =>
    records.filter((record) => record.type === type).length;
  const granted = grants.reduce((sum, grant) => sum + grant.granted, 0);
  return [
    ...table('contacts by channel and land', contacts),
    ...table('decisions', outcomes),
    ...table('refusals by rule', refusals),
    ...table('what came of calls and visits', reportedIn(log)),
    ...table('what became of notices', log.handed.map(whatBecame)),
    ...table('notices by arm', arms),
    `promises: ${howMany(outreachPromiseMade)} made, ${howMany(outreachPromiseKept)} kept, ` +
      `${howMany(outreachPromisePartlyKept)} partly kept, ${howMany(outreachPromiseBroken)} broken`,
    `opt-outs: ${howMany(outreachOptOutRecorded)}, disputes: ${howMany(outreachDisputeRaised)}`,
    `agencies: ${howMany(outreachAgencyPlaced)} placed, ${howMany(outreachAgencyRecalled)} recalled, ` +
      `${granted} contacts granted in ${grants.length} allowances, ${outcomes.filter(isReturned).length} given back`,
    `elsewhere: ${howMany(negotiationPlanActivated)} plans, ${howMany(legalOutreachHoldSet)} holds, ` +
      `${howMany(outreachRequestAnswered)} requests for notices answered`,
    `decided: ${howMany(outreachContactDecided)}, notices sent: ${howMany(outreachNoticeSent)}`,
    `event log sha256 ${hashOf(records)}`,
  ];
}

const isReturned = (outcome: string): boolean => outcome === 'returned';

/** This provider takes everything: what failed here has failed in Mora. */
const whatBecame = ({ data: { outcome, channel, reason } }: Log['handed'][number]): string =>
  [outcome, channel, ...(reason === null ? [] : [reason])].join(' ');

const reportedIn = ({ calls, visits }: Log): readonly string[] => [
  ...calls.map(({ data }) => `${data.by} call ${data.outcome}`),
  ...visits.map(({ data }) => `${data.agencyId === null ? 'staff' : 'agency'} visit ${data.outcome}`),
];

export function table(title: string, names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [`${title}:`, ...rows.map(([name, count]) => `  ${name.padEnd(30)} ${String(count).padStart(7)}`)];
}

/** What was said, in an order of its own: in which order two loans speak is nobody's promise. */
export function hashOf(records: readonly Pick<LogRecord, 'type' | 'loan' | 'data'>[]): string {
  const lines = records.map(({ type, loan, data }) => `${type}|${loan}|${JSON.stringify(data)}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
