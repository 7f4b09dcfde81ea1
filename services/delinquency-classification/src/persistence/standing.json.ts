import type { CalendarDate, LoanId } from '@mora/kernel';
import { duesOf, duesOfColumns, type ScheduleColumns } from '../domain/dues.js';
import type { Facts, Instalment, Schedule } from '../domain/facts.js';
import type { Standing } from '../domain/standing.js';

/** A schedule lies in columns, so that the running sums need no instalment to be put together. */
export type ScheduleJson = ScheduleColumns &
  Readonly<{ version: number; since?: CalendarDate | undefined; number: readonly number[] }>;
export type StateJson = Readonly<{
  facts: Omit<Facts, 'schedule' | 'dues'>;
  judgement: Standing['judgement'];
  episodes: Standing['episodes'];
  drift: number;
  /** Not there for a loan that was never restructured. */
  watch?: Standing['watch'] | undefined;
}>;

/** Schedules as they came out of the database: whoever still holds one need not write it back. */
const asSaved = new WeakSet<Schedule>();

/** The schedule has its column, and the sums are derived from it. */
export function stateText({ facts, judgement, episodes, drift, watch }: Standing): string {
  const { currency, registration, charges, payments, reversals, pauses, statuses, snapshots, folded, restructures } =
    facts;
  const kept = { currency, registration, charges, payments, reversals, pauses, statuses, snapshots, folded };
  if (restructures === undefined)
    return JSON.stringify({ facts: kept, judgement, episodes, drift } satisfies StateJson);
  const all = { restructures, ...kept };
  return JSON.stringify({ facts: all, judgement, episodes, drift, watch } satisfies StateJson);
}

/** Null where the schedule is the one that the row holds already, or there is none. */
export function scheduleText({ schedule }: Facts): string | null {
  if (schedule === null || asSaved.has(schedule)) return null;
  const { version, instalments, since } = schedule;
  return JSON.stringify({
    version,
    since,
    number: instalments.map((i) => i.number),
    dueOn: instalments.map((i) => i.dueOn),
    principal: instalments.map((i) => i.principal),
    interest: instalments.map((i) => i.interest),
    fee: instalments.map((i) => i.fee),
    penalty: instalments.map((i) => i.penalty),
  } satisfies ScheduleJson);
}

export type KnownRow = Readonly<{
  loan_id: LoanId;
  as_of: CalendarDate;
  next_transition_on: CalendarDate | null;
  state: StateJson;
  schedule: ScheduleJson | null;
}>;

export function standingFrom(row: KnownRow): Standing {
  const { facts, judgement, episodes, drift, watch } = row.state;
  const schedule = row.schedule === null ? null : scheduleFrom(row.schedule);
  const plain = row.schedule !== null && facts.charges.length === 0;
  const dues = plain ? duesOfColumns(row.schedule) : duesOf(schedule?.instalments ?? [], facts.charges);
  return {
    loanId: row.loan_id,
    facts: { schedule, dues, ...facts },
    asOf: row.as_of,
    judgement,
    episodes: sharing(episodes),
    drift,
    watch: watch ?? null,
    nextTransitionOn: row.next_transition_on,
    moves: [],
  };
}

/** An open episode is also the last one; the rules compare them by identity. */
const sharing = ({ open, last, cured }: Standing['episodes']): Standing['episodes'] =>
  open !== null && last !== null && open.id === last.id ? { open, last: open, cured } : { open, last, cured };

/** The instalments one by one are asked for when a schedule is replaced, which is seldom: they are made then. */
function scheduleFrom(columns: ScheduleJson): Schedule {
  let made: readonly Instalment[] | null = null;
  const schedule: Schedule = {
    version: columns.version,
    since: columns.since,
    get instalments() {
      return (made ??= instalmentsFrom(columns));
    },
  };
  asSaved.add(schedule);
  return schedule;
}

const instalmentsFrom = ({ number, dueOn, principal, interest, fee, penalty }: ScheduleJson): readonly Instalment[] =>
  dueOn.map((due, n) => ({
    number: at(number, n),
    dueOn: due,
    principal: at(principal, n),
    interest: at(interest, n),
    fee: at(fee, n),
    penalty: at(penalty, n),
  }));

const at = (column: readonly number[], n: number): number => column[n] ?? 0;
