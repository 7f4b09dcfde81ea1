import { addDays, type CalendarDate, daysBetween, earliest, latest } from '@mora/kernel';
import type { From } from '../dated.js';
import { type Fraction, NOUGHT, plus, times, whole } from '../fraction.js';
import type { NotCovered } from '../not-covered.js';
import { roundHalfUp } from '../rounding.js';
import { type Judgment, unpaidOf } from './unpaid.js';

/** The rate a day of the doubled part, by the days on which it runs. */
export type DelayRates = Readonly<{ id: string; version: number; perDay: readonly From<Fraction>[] }>;

/** One stretch of the computation, for the sheet that explains it. */
export type DelayLine = Readonly<{
  /** Which part of the judgment, from nought. */
  part: number;
  unpaid: bigint;
  /** The last day that does not count, and the last that does. */
  after: CalendarDate;
  to: CalendarDate;
  days: number;
  perDay: Fraction;
}>;

export type DelayInterest = Readonly<{ covered: true; amount: bigint; lines: readonly DelayLine[] }>;

/**
 * The doubled part of interest for a judgment that is not performed in time (加倍部分债务利息): unpaid judgment money
 * × rate a day × days. It runs from the day after each part was to be performed up to `until`, itself among them, and
 * not on days of a stay. Each part is rounded by itself. Days before the first rate are not covered.
 */
export function delayInterest(rates: DelayRates, judgment: Judgment, until: CalendarDate): DelayInterest | NotCovered {
  const lines: DelayLine[] = [];
  for (const { part, unpaid, after, to } of unpaidOf(judgment, until)) {
    const pieces = byRate(rates.perDay, after, to);
    if (pieces === null) return { covered: false, reason: 'delay-rate-not-covered', on: addDays(after, 1) };
    for (const piece of pieces) {
      const days = daysBetween(piece.after, piece.to) - stayedDays(judgment.stays ?? [], piece.after, piece.to);
      if (days > 0) lines.push({ part, unpaid, days, ...piece });
    }
  }
  return { covered: true, amount: sumByPart(lines), lines };
}

type Piece = Pick<DelayLine, 'after' | 'to' | 'perDay'>;

/** The days after `after` up to `to`, cut where the rate changes; null where the first of them has none. */
function byRate(perDay: readonly From<Fraction>[], after: CalendarDate, to: CalendarDate): readonly Piece[] | null {
  if (!perDay.some(({ from }) => from <= addDays(after, 1))) return null;
  return perDay.flatMap(({ from, value }, at) => {
    const next = perDay[at + 1];
    const begin = latest(after, addDays(from, -1));
    const end = next === undefined ? to : earliest(to, addDays(next.from, -1));
    return begin < end ? [{ after: begin, to: end, perDay: value }] : [];
  });
}

/** Days of stays after `after` up to `to`; a day in two of them counts once. */
function stayedDays(stays: NonNullable<Judgment['stays']>, after: CalendarDate, to: CalendarDate): number {
  let counted = after;
  let days = 0;
  for (const stay of stays.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const begin = latest(counted, addDays(stay.from, -1));
    const end = earliest(to, stay.to);
    if (begin < end) days += daysBetween(begin, end);
    counted = latest(counted, end);
  }
  return days;
}

function sumByPart(lines: readonly DelayLine[]): bigint {
  const parts = new Map<number, Fraction>();
  for (const { part, unpaid, days, perDay } of lines) {
    parts.set(part, plus(parts.get(part) ?? NOUGHT, times(whole(unpaid * BigInt(days)), perDay)));
  }
  return [...parts.values()].reduce((sum, exact) => sum + roundHalfUp(exact), 0n);
}
