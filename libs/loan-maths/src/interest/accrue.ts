import { type CalendarDate, daysBetween } from '@mora/kernel';
import { ascending, type From, inForceOn } from '../dated.js';
import { type Fraction, NOUGHT, plus, times, whole } from '../fraction.js';
import { roundHalfUp } from '../rounding.js';
import { type DayCount, yearFraction } from './day-count.js';

/**
 * What bears interest from one day to another; the first day counts, the last does not. `MONTHLY_12` counts each piece
 * between two changes by itself, in whole months and odd days.
 */
export type Accrual = Readonly<{
  /** Minor units; as dated steps where payments changed it. */
  amount: bigint | readonly From<bigint>[];
  /** A year; as dated steps where it was changed. */
  rate: Fraction | readonly From<Fraction>[];
  from: CalendarDate;
  to: CalendarDate;
  dayCount: DayCount;
}>;

/**
 * Interest in minor units, rounded once at the end. It is counted piece by piece wherever amount or rate changes.
 * Throws RangeError for days that run backwards or that no step covers.
 */
export const accrue = (accrual: Accrual): bigint => roundHalfUp(accrued(accrual));

/** The same before it is rounded, for whoever adds several up. */
export function accrued({ amount, rate, from, to, dayCount }: Accrual): Fraction {
  if (to < from) throw new RangeError('interest does not run backwards');
  const amounts = typeof amount === 'bigint' ? [{ from, value: amount }] : ascending(amount);
  const rates = 'num' in rate ? [{ from, value: rate }] : ascending(rate);
  const turns = [...amounts, ...rates].map((step) => step.from).filter((day) => day > from && day < to);
  const days = [...new Set([from, ...turns])].sort();
  return days.reduce((sum, day, at) => {
    const yearly = times(whole(inForceOn(amounts, day)), inForceOn(rates, day));
    return plus(sum, times(yearly, yearFraction(dayCount, day, days[at + 1] ?? to)));
  }, NOUGHT);
}

/** Interest by a rate a day, such as 0.05 % on a card: amount × rate × days. Throws RangeError for days that run backwards. */
export function accruePerDay(amount: bigint, perDay: Fraction, from: CalendarDate, to: CalendarDate): bigint {
  if (to < from) throw new RangeError('interest does not run backwards');
  return roundHalfUp(times(whole(amount * BigInt(daysBetween(from, to))), perDay));
}
