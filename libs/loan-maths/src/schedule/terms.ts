import type { CalendarDate, Currency, Money } from '@mora/kernel';
import type { From } from '../dated.js';
import type { Fraction } from '../fraction.js';
import type { DayCount } from '../interest/day-count.js';

/** What happens in the first periods, before the principal is repaid as the method says. */
export type Grace =
  /** Interest is paid as it falls due, principal is not. */
  | Readonly<{ kind: 'interest-only'; periods: number }>
  /** Nothing is paid; the interest is added to the principal at the end of the grace, once. */
  | Readonly<{ kind: 'capitalised'; periods: number }>
  /** Nothing is paid; the interest is due with the first instalment after the grace and bears none itself. */
  | Readonly<{ kind: 'deferred'; periods: number }>
  /** Nothing is paid and no interest is charged. */
  | Readonly<{ kind: 'interest-free'; periods: number }>
  /** So much principal a period, and no interest is charged. */
  | Readonly<{ kind: 'part-principal'; periods: number; each: bigint }>;

/**
 * What a schedule is computed from. `instalments` counts the periods, those of the grace among them. A loan with one
 * payment at its end is one period that ends on that day.
 */
export type Terms = Readonly<{
  principal: Money;
  /** A year, as a fraction: `0.06`. A period takes the one in force on its first day. */
  annualRate: Fraction | readonly From<Fraction>[];
  dayCount: DayCount;
  /** The day from which interest runs: disbursement, or the last due date before the schedule. */
  startsOn: CalendarDate;
  firstDueOn: CalendarDate;
  instalments: number;
  /** Months from one due date to the next; 1 where it is not said. */
  everyMonths?: number;
  /** The day of the month on which instalments fall due, where the first due date is in a month that lacks it. */
  dueDay?: number;
  grace?: Grace;
  /**
   * What a first period of other than the usual length does. `in-first-interest` (the default): the level payment is
   * that of usual periods, the first interest is for its own days. `levelled`: all payments are equal, this one too.
   */
  oddFirstPeriod?: 'in-first-interest' | 'levelled';
}>;

/** One payment of a schedule, in minor units. */
export type Instalment = Readonly<{
  /** From 1, without gaps. A period in which nothing falls due has no instalment. */
  number: number;
  dueOn: CalendarDate;
  principal: bigint;
  interest: bigint;
  total: bigint;
  /** Principal that is left when it is paid. */
  balanceAfter: bigint;
}>;

export type Schedule = Readonly<{
  currency: Currency;
  instalments: readonly Instalment[];
  /** Interest of the grace that became principal. */
  capitalised: bigint;
  totals: Readonly<{ principal: bigint; interest: bigint; total: bigint }>;
}>;
