import type { Announcement } from '@mora/contracts';
import { addDays, type CalendarDate, calendarDate, loanId, tenantOf } from '@mora/kernel';
import { loadPolicies, StandingReactor, StandingRepository } from '@mora/delinquency-classification';
import type { Evidence, StandingRow } from '../evidence.js';
import type { StreamRecord } from '../streams.js';
import { finding, type Finding, isMark } from './finding.js';
import { groupBy } from './group.js';

type Standing = NonNullable<Parameters<StandingReactor['decide']>[0]>;
type LoanEvent = Parameters<StandingReactor['decide']>[1];

export const policies = loadPolicies();
const reactor = new StandingReactor(new StandingRepository(policies), policies);
const readers = new Map(reactor.accepts.map((accepts) => [accepts.type, accepts]));

/** The types of the loan stream that classification takes. */
export const concernsClassification = (type: string): boolean => readers.has(type);

/**
 * Runs the pure rules over the loan stream as it was published, without machinery, and compares what comes of it with
 * classification's books and with every word that it published.
 */
export function checkRebuild(
  { standings }: Pick<Evidence, 'standings'>,
  loanStream: readonly StreamRecord[],
  delinquencyStream: readonly StreamRecord[],
): Finding[] {
  const partitions = groupBy(loanStream, ({ partition }) => partition);
  const lanes = [...partitions.values()].map(rebuilt);
  const said = new Map(lanes.flatMap((lane) => [...lane.said]));
  const states = new Map(lanes.flatMap((lane) => [...lane.states]));
  return [...compareStories(said, delinquencyStream), ...compareBooks(states, standings)];
}

type Lane = Readonly<{ states: Map<string, Standing>; said: Map<string, string[]> }>;

function rebuilt(records: readonly StreamRecord[]): Lane {
  const lane: Lane = { states: new Map(), said: new Map() };
  let openDay = calendarDate(records.find(({ businessDate }) => businessDate !== '')?.businessDate ?? '');
  for (const record of records) {
    if (isMark(record)) {
      closeDay(lane, openDay);
      openDay = nextAfter(record);
      continue;
    }
    const event = eventOf(record);
    if (event !== null && record.key !== null) apply(lane, record.key, event, openDay);
  }
  return lane;
}

function closeDay(lane: Lane, day: CalendarDate): void {
  const due = [...lane.states].filter(([, { nextTransitionOn: next }]) => next !== null && next <= day);
  for (const [loan] of due) apply(lane, loan, reactor.onDayClosed(day), day);
}

const nextAfter = ({ text }: StreamRecord): CalendarDate =>
  addDays(calendarDate((JSON.parse(text) as { date: string }).date), 1);

function eventOf({ id, type, key, businessDate, text }: StreamRecord): LoanEvent | null {
  const subject = key ?? '';
  const wire = { id, type, subject, tenant: tenantOf(loanId(subject)), businessDate: calendarDate(businessDate) };
  return readers.get(type)?.read({ ...wire, correlationId: id, data: JSON.parse(text) as unknown }) ?? null;
}

function apply(lane: Lane, loan: string, event: LoanEvent, openDay: CalendarDate): void {
  const outcome = reactor.decide(lane.states.get(loan) ?? null, event, { now: 0, openDay, knownUpTo: {} });
  if (outcome.kind === 'refused') throw new Error(`the pure rules refuse a record of ${loan}: ${outcome.because}`);
  lane.states.set(loan, { ...outcome.next, moves: [] });
  lane.said.set(loan, [...(lane.said.get(loan) ?? []), ...outcome.announce.map(wordsOf)]);
}

const wordsOf = ({ type, data }: Announcement): string => `${type} ${JSON.stringify(data)}`;

function compareStories(expected: ReadonlyMap<string, string[]>, stream: readonly StreamRecord[]): Finding[] {
  const told = groupBy(
    stream.filter(({ key }) => key !== null),
    ({ key }) => key as string,
  );
  const loans = new Set([...expected.keys(), ...told.keys()]);
  return [...loans].flatMap((loan) => {
    const should = expected.get(loan) ?? [];
    const is = (told.get(loan) ?? []).map(({ type, text }) => `${type} ${text}`);
    const at = should.findIndex((words, n) => words !== is[n]);
    if (at === -1 && should.length === is.length) return [];
    const kind = is.length < should.length ? 'lost' : is.length > should.length ? 'doubled' : 'out-of-order';
    const nth = at === -1 ? should.length : at;
    return [finding(kind, `${loan}, word ${nth}: ${is[nth] ?? 'nothing'} instead of ${should[nth] ?? 'nothing'}`)];
  });
}

function compareBooks(states: ReadonlyMap<string, Standing>, standings: readonly StandingRow[]): Finding[] {
  return standings.flatMap((row) => {
    const state = states.get(row.loan);
    if (state === undefined) return [finding('doubled', `${row.loan} is in the books, and not on the stream`)];
    const [is, should] = [rowText(row), rowText(rowOf(state, row))];
    return is === should ? [] : [finding('balance', `${row.loan} stands at ${is} instead of ${should}`)];
  });
}

const rowOf = ({ judgement, episodes }: Standing, { loan, paidMinor }: StandingRow): StandingRow => ({
  loan,
  paidMinor,
  status: judgement.status,
  oldestUnpaidOn: judgement.oldestUnpaidOn,
  bucket: judgement.buckets[policies.active.tables[0] ?? ''] ?? null,
  class: judgement.classes[policies.active.schemes[0] ?? ''] ?? null,
  overdueMinor: BigInt(judgement.overdue.total),
  episodeId: episodes.open?.id ?? null,
});

const rowText = ({ status, oldestUnpaidOn, bucket, class: grade, overdueMinor, episodeId }: StandingRow): string =>
  [status, oldestUnpaidOn, bucket, grade, overdueMinor, episodeId].join(' ');
