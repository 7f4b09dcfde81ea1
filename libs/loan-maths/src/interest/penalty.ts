import type { CalendarDate } from '@mora/kernel';
import { ascending, type From } from '../dated.js';
import { type Fraction, plus, times, whole } from '../fraction.js';
import { accrue } from './accrue.js';
import type { DayCount } from './day-count.js';

/** Penalty rate (罚息) from the contract's rate and its uplift: 6 % with an uplift of 0.5 is 9 %. */
export const penaltyRate = (contractRate: Fraction, uplift: Fraction): Fraction =>
  times(contractRate, plus(whole(1), uplift));

/** Unpaid interest that bears interest itself (复利). */
export type Compounding = Readonly<{
  unpaidInterest: bigint;
  rate: Fraction | readonly From<Fraction>[];
  from: CalendarDate;
  to: CalendarDate;
  dayCount: DayCount;
  /** Days on which what has accrued is settled, rounded, and bears interest from then on. None: simple interest. */
  settledOn?: readonly CalendarDate[];
}>;

/** Interest on unpaid interest, without the interest itself. Throws RangeError as `accrue` does. */
export function compound({ unpaidInterest, rate, from, to, dayCount, settledOn = [] }: Compounding): bigint {
  ascending(settledOn.map((day) => ({ from: day, value: day })));
  const days = [from, ...settledOn.filter((day) => day > from && day < to), to];
  return days.slice(1).reduce((sum, day, at) => {
    const stretch = { from: days[at] ?? from, to: day, rate, dayCount };
    return sum + accrue({ ...stretch, amount: unpaidInterest + sum });
  }, 0n);
}

/** What is overdue since a day, and at which rate it is punished. */
export type Overdue = Readonly<{
  principal: bigint;
  unpaidInterest: bigint;
  penaltyRate: Fraction;
  overdueSince: CalendarDate;
  to: CalendarDate;
  dayCount: DayCount;
  settledOn?: readonly CalendarDate[];
}>;

/** Penalty on overdue principal and compound interest on unpaid interest, both at the penalty rate (M-10, M-11). */
export function overdueInterest(overdue: Overdue): Readonly<{ penalty: bigint; compound: bigint }> {
  const { principal, unpaidInterest, penaltyRate: rate, overdueSince: from, to, dayCount, settledOn } = overdue;
  const stretch = { rate, from, to, dayCount };
  return {
    penalty: accrue({ ...stretch, amount: principal }),
    compound: compound({ ...stretch, unpaidInterest, ...(settledOn && { settledOn }) }),
  };
}
