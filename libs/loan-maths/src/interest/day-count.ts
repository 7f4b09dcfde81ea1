import { addMonths, type CalendarDate, daysBetween } from '@mora/kernel';
import type { Fraction } from '../fraction.js';

/**
 * How days become a part of a year. `THIRTY_360` is the European reading (30E/360). `MONTHLY_12` counts whole months as
 * twelfths and the odd days after them as 360ths.
 */
export const DAY_COUNTS = ['ACT_360', 'ACT_365F', 'THIRTY_360', 'MONTHLY_12'] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

const LONG_YEAR = 365n;
const BANK_YEAR = 360n;
const BANK_MONTH = 30;

/** The part of a year from one day to another; the first day counts, the last does not. */
export function yearFraction(dayCount: DayCount, from: CalendarDate, to: CalendarDate): Fraction {
  switch (dayCount) {
    case 'ACT_360':
      return { num: BigInt(daysBetween(from, to)), den: BANK_YEAR };
    case 'ACT_365F':
      return { num: BigInt(daysBetween(from, to)), den: LONG_YEAR };
    case 'THIRTY_360':
      return { num: BigInt(bankDays(to) - bankDays(from)), den: BANK_YEAR };
    case 'MONTHLY_12':
      return { num: BigInt(monthsAndDays(from, to)), den: BANK_YEAR };
  }
}

/** Part of a year of so many whole months, whatever their days: a twelfth each. */
export const monthsFraction = (months: number): Fraction => ({ num: BigInt(months * BANK_MONTH), den: BANK_YEAR });

const monthNumber = (date: CalendarDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

const bankDays = (date: CalendarDate): number =>
  monthNumber(date) * BANK_MONTH + Math.min(Number(date.slice(8, 10)), BANK_MONTH);

/** Whole months forward from the first day, thirty days each, and the days that are left. */
function monthsAndDays(from: CalendarDate, to: CalendarDate): number {
  let months = monthNumber(to) - monthNumber(from);
  if (addMonths(from, months) > to) months -= 1;
  return months * BANK_MONTH + daysBetween(addMonths(from, months), to);
}
