import { createHash } from 'node:crypto';
import {
  outreachContactDecided,
  outreachDisputeRaised,
  outreachNoticeSent,
  outreachOptOutRecorded,
  outreachPromiseBroken,
  outreachPromiseKept,
  outreachPromiseMade,
  outreachPromisePartlyKept,
} from '@mora/contracts';
import { attemptsIn } from './checker/attempts.js';
import type { FactsBook } from './checker/book.js';
import { landOf } from './checker/limits.js';
import { type LogRecord, readLog } from './checker/log.js';

/** What there is to tell of a run: in order, without times of our clock and without ids that depend on timing. */
export function tellRun(records: readonly LogRecord[], { people }: FactsBook): readonly string[] {
  const log = readLog(records);
  const where = (personId: string): string => landOf(people.get(personId)?.jurisdiction ?? '??');
  const contacts = attemptsIn(log).map(({ channel, personId }) => `${channel} ${where(personId)}`);
  const refusals = log.decided
    .filter(({ data }) => data.outcome === 'refused' || data.outcome === 'lapsed')
    .flatMap(({ data }) => data.rules);
  const outcomes = log.decided.map(({ data }) => data.outcome);
  const arms = log.handed.flatMap(({ data }) => (data.arm === null ? [] : [data.arm.arm]));
  const howMany = (type: string): number => records.filter((record) => record.type === type).length;
  return [
    ...table('contacts by channel and land', contacts),
    ...table('decisions', outcomes),
    ...table('refusals by rule', refusals),
    ...table('notices by arm', arms),
    `promises: ${howMany(outreachPromiseMade.type)} made, ${howMany(outreachPromiseKept.type)} kept, ` +
      `${howMany(outreachPromisePartlyKept.type)} partly kept, ${howMany(outreachPromiseBroken.type)} broken`,
    `opt-outs: ${howMany(outreachOptOutRecorded.type)}, disputes: ${howMany(outreachDisputeRaised.type)}`,
    `decided: ${howMany(outreachContactDecided.type)}, notices sent: ${howMany(outreachNoticeSent.type)}`,
    `event log sha256 ${hashOf(records)}`,
  ];
}

function table(title: string, names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [`${title}:`, ...rows.map(([name, count]) => `  ${name.padEnd(24)} ${String(count).padStart(7)}`)];
}

/** What was said, in an order of its own: in which order two loans speak is nobody's promise. */
export function hashOf(records: readonly LogRecord[]): string {
  const lines = records.map(({ type, loan, data }) => `${type}|${loan}|${JSON.stringify(data)}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
