import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Instalment } from '../../domain/loan/event.js';
import type { LoanState } from '../../domain/loan/state.js';

type Parts = LoanState['parts'];

/** What stands in the row: ids, days, amounts and flags. Nothing of it tells who owes the loan. */
type StateJson = Readonly<{
  parts: Omit<Parts, 'ledger'> & Readonly<{ ledger: Omit<Parts['ledger'], 'instalments'> }>;
  reviews: LoanState['reviews'];
  stopped: boolean;
}>;

/** A schedule lies in columns: half the bytes of a list of instalments. */
type ScheduleJson = Readonly<{ dueOn: readonly CalendarDate[]; minor: readonly number[] }>;

export type LoanRow = Readonly<{
  loan_id: LoanId;
  review_on: CalendarDate | null;
  waits: readonly string[];
  slices: LoanState['slices'];
  state: StateJson;
  schedule: ScheduleJson | null;
}>;

const NO_SCHEDULE: ScheduleJson = { dueOn: [], minor: [] };

/** Schedules as they came out of the database: whoever still holds one need not write it back. */
const asSaved = new WeakSet<readonly Instalment[]>();

export function stateText({ parts, reviews, stopped }: LoanState): string {
  const { ledger, ...others } = parts;
  const { instalments: _own, ...kept } = ledger;
  return JSON.stringify({ parts: { ledger: kept, ...others }, reviews, stopped } satisfies StateJson);
}

/** Null where the schedule is the one that the row holds already. */
export function scheduleText({ parts: { ledger } }: LoanState): string | null {
  const { instalments } = ledger;
  if (asSaved.has(instalments)) return null;
  const columns: ScheduleJson = {
    dueOn: instalments.map(({ dueOn }) => dueOn),
    minor: instalments.map(({ minor }) => minor),
  };
  return JSON.stringify(columns);
}

export function loanFrom({ loan_id, review_on, waits, slices, state, schedule }: LoanRow): LoanState {
  const { dueOn: days, minor } = schedule ?? NO_SCHEDULE;
  const instalments = days.map((dueOn, n): Instalment => ({ dueOn, minor: minor[n] ?? 0 }));
  asSaved.add(instalments);
  const { parts, reviews, stopped } = state;
  return {
    loanId: loan_id,
    parts: { ...parts, ledger: { instalments, ...parts.ledger } },
    slices,
    reviews,
    reviewOn: review_on,
    stopped,
    waits,
    writes: [],
  };
}
