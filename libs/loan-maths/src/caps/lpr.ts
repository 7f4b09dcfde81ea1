import type { CalendarDate } from '@mora/kernel';
import { type From, inForceOn } from '../dated.js';
import type { Fraction } from '../fraction.js';
import type { NotCovered } from '../not-covered.js';

/** Loan prime rates by tenor, each from the day of its publication; and the last day for which they are known. */
export type LprTable = Readonly<{
  id: string;
  version: number;
  knownUntil: CalendarDate;
  tenors: ReadonlyMap<string, readonly From<Fraction>[]>;
}>;

export type LprAnswer = Readonly<{ covered: true; rate: Fraction; publishedOn: CalendarDate }> | NotCovered;

/**
 * The loan prime rate of a tenor on a day. A day before the first publication, or after the last one that is known, is
 * not covered: nobody may guess what a central bank will say.
 */
export function lprOn(table: LprTable, tenor: string, on: CalendarDate): LprAnswer {
  const steps = table.tenors.get(tenor) ?? [];
  const published = steps.findLast(({ from }) => from <= on);
  if (published === undefined || on > table.knownUntil) return { covered: false, reason: 'lpr-not-covered', on };
  return { covered: true, rate: inForceOn(steps, on), publishedOn: published.from };
}
