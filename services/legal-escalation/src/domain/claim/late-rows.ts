import { addDays, type CalendarDate } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { type AllocationOrder, openDebt } from '../loan/parts/open-debt.js';
import type { Minor } from '../words.js';
import type { OpenStep } from './maths.js';

/** A row that was not paid by its day, with what was open of it from then on. */
export type LateRow = Readonly<{
  number: number;
  dueOn: CalendarDate;
  principal: readonly OpenStep[];
  interest: readonly OpenStep[];
}>;

type Open = Readonly<{ principal: Minor; interest: Minor }>;
type Cut = Readonly<{ from: CalendarDate | null; open: ReadonlyMap<number, Open> }>;

const NOTHING: Open = { principal: 0, interest: 0 };

/**
 * All rows that were due before a day, step by step as money came: what was paid late has stood open until then. In days
 * of a pause that the ledger granted nothing grows. Only what was booked up to the day counts.
 */
export function lateRowsOf(ledger: LedgerPart, order: AllocationOrder, asOf: CalendarDate): readonly LateRow[] {
  const rows = (ledger.schedule?.instalments ?? []).filter(({ dueOn }) => dueOn < asOf);
  if (rows.length === 0) return [];
  const cuts = cutsOf(ledger, order, asOf);
  return rows.map(({ number, dueOn }) => {
    const days = [dueOn, ...turnsOf(ledger, cuts).filter((day) => day > dueOn && day < asOf)];
    const steps = days.map((day) => ({ from: day, open: isPaused(ledger, day) ? NOTHING : openOn(cuts, number, day) }));
    return {
      number,
      dueOn,
      principal: changesOf(steps.map(({ from, open }) => ({ from, minor: open.principal }))),
      interest: changesOf(steps.map(({ from, open }) => ({ from, minor: open.interest }))),
    };
  });
}

/** What is open of each row before any payment, and from the day of each one on. */
function cutsOf(ledger: LedgerPart, order: AllocationOrder, asOf: CalendarDate): readonly Cut[] {
  const paid = ledger.payments.filter(({ valueDate, bookedOn }) => valueDate <= asOf && bookedOn <= asOf);
  const days = [...new Set(paid.map(({ valueDate }) => valueDate))].toSorted();
  return [null, ...days].map((from) => {
    const payments = from === null ? [] : paid.filter(({ valueDate }) => valueDate <= from);
    const { rows } = openDebt({ ...ledger, payments }, asOf, order);
    return { from, open: new Map(rows.map((row) => [row.number, row])) };
  });
}

const openOn = (cuts: readonly Cut[], number: number, day: CalendarDate): Open =>
  cuts.findLast(({ from }) => from === null || from <= day)?.open.get(number) ?? NOTHING;

/** A day of rest is the one after the midnight from which nothing grows. */
const isPaused = ({ pauses }: LedgerPart, day: CalendarDate): boolean =>
  pauses.some(({ from, until }) => addDays(from, -1) <= day && (until === null || day < until));

function turnsOf({ pauses }: LedgerPart, cuts: readonly Cut[]): readonly CalendarDate[] {
  const rests = pauses.flatMap(({ from, until }) => [addDays(from, -1), ...(until === null ? [] : [until])]);
  return [...new Set([...cuts.flatMap(({ from }) => from ?? []), ...rests])].toSorted();
}

const changesOf = (steps: readonly OpenStep[]): readonly OpenStep[] =>
  steps.filter(({ minor }, at) => at === 0 || minor !== steps[at - 1]?.minor);
