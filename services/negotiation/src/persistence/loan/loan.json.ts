import type { CalendarDate, LoanId } from '@mora/kernel';
import type { LoanState } from '../../domain/loan/state.js';
import type { Instalment } from '../../domain/words.js';

type Parts = LoanState['parts'];
type Ledger = Parts['ledger'];

/** What stands in the row: ids, days, codes and the amounts of schedules and payments. Nothing of what anybody earns. */
type StateJson = Readonly<{
  parts: Omit<Parts, 'ledger'> & Readonly<{ ledger: Omit<Ledger, 'schedule'> }>;
  reviews: LoanState['reviews'];
}>;

/** A schedule lies in columns: half the bytes of a list of instalments. */
type ScheduleJson = Readonly<{
  version: number;
  number: readonly number[];
  dueOn: readonly CalendarDate[];
  principal: readonly number[];
  interest: readonly number[];
  fee: readonly number[];
  penalty: readonly number[];
}>;

export type LoanRow = Readonly<{
  loan_id: LoanId;
  review_on: CalendarDate | null;
  waits: readonly string[];
  state: StateJson;
  schedule: ScheduleJson | null;
}>;

/** Schedules as they came out of the database: whoever still holds one need not write it back. */
const asSaved = new WeakSet<NonNullable<Ledger['schedule']>>();

export function stateText({ parts, reviews }: LoanState): string {
  const { ledger, ...others } = parts;
  const { schedule: _own, ...kept } = ledger;
  return JSON.stringify({ parts: { ledger: kept, ...others }, reviews } satisfies StateJson);
}

/** Null where there is none, or the schedule is the one that the row holds already. */
export function scheduleText({ parts: { ledger } }: LoanState): string | null {
  const { schedule } = ledger;
  if (schedule === null || asSaved.has(schedule)) return null;
  const { version, instalments } = schedule;
  const columns: ScheduleJson = {
    version,
    number: instalments.map(({ number }) => number),
    dueOn: instalments.map(({ dueOn }) => dueOn),
    principal: instalments.map(({ principal }) => principal),
    interest: instalments.map(({ interest }) => interest),
    fee: instalments.map(({ fee }) => fee),
    penalty: instalments.map(({ penalty }) => penalty),
  };
  return JSON.stringify(columns);
}

export function loanFrom({ loan_id, review_on, waits, state, schedule }: LoanRow): LoanState {
  const { parts, reviews } = state;
  return {
    loanId: loan_id,
    parts: { ...parts, ledger: { schedule: schedule === null ? null : scheduleFrom(schedule), ...parts.ledger } },
    reviews,
    reviewOn: review_on,
    waits,
    writes: [],
  };
}

function scheduleFrom({ version, dueOn, ...columns }: ScheduleJson): NonNullable<Ledger['schedule']> {
  const instalments = dueOn.map((due, n): Instalment => ({
    number: columns.number[n] ?? 0,
    dueOn: due,
    principal: columns.principal[n] ?? 0,
    interest: columns.interest[n] ?? 0,
    fee: columns.fee[n] ?? 0,
    penalty: columns.penalty[n] ?? 0,
  }));
  const schedule = { version, instalments };
  asSaved.add(schedule);
  return schedule;
}
