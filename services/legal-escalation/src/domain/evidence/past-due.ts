import { addDays, type CalendarDate, daysBetween, latest } from '@mora/kernel';
import { type LedgerPart, pausedDays } from '../loan/parts/ledger.js';
import { type AllocationOrder, openDebt } from '../loan/parts/open-debt.js';
import type { Amounts } from '../words.js';

/** How far behind a loan was at the close of a day, folded from what the ledger had booked by then. */
export type PastDue = Readonly<{
  on: CalendarDate;
  oldestUnpaidOn: CalendarDate | null;
  daysPastDue: number;
  due: Amounts;
}>;

/** Every day on which it changed what was overdue, and the day of the claim. */
export function pastDueOf(ledger: LedgerPart, order: AllocationOrder, asOf: CalendarDate): readonly PastDue[] {
  return daysOf(ledger, asOf).map((on) => {
    const { oldestUnpaidOn, due } = openDebt(ledger, on, order);
    const daysPastDue =
      oldestUnpaidOn === null ? 0 : daysBetween(oldestUnpaidOn, on) - pausedDays(ledger, oldestUnpaidOn, on);
    return { on, oldestUnpaidOn, daysPastDue, due };
  });
}

function daysOf({ schedule, payments, charges }: LedgerPart, asOf: CalendarDate): readonly CalendarDate[] {
  const missed = (schedule?.instalments ?? []).map(({ dueOn }) => addDays(dueOn, 1));
  const paid = payments.map(({ valueDate, bookedOn }) => latest(valueDate, bookedOn));
  const charged = charges.map(({ dueOn, bookedOn }) => latest(addDays(dueOn, 1), bookedOn));
  const days = [...missed, ...paid, ...charged, asOf].filter((day) => day <= asOf);
  return [...new Set(days)].toSorted();
}
