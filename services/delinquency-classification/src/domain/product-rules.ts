import { type CalendarDate, type Currency, invariant } from '@mora/kernel';
import { addDays, daysBetween } from './dates.js';
import type { Component } from './amounts.js';
import type { Pause } from './facts.js';
import { pausedDays } from './pauses.js';

/** What a contract says of lateness, as the bank's policy for its product. */
export type ProductRules = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  source: string;
  /** The products it is for; `*` for all that no other names. */
  products: readonly string[];
  /** Is a loan on its due date nought days late, or one (ledgers differ). */
  dueDateIsDay: 0 | 1;
  graceDays: number;
  /** By currency, in minor units: what may be missing without being late. Nought where it is not named. */
  toleranceMinor: Readonly<Partial<Record<Currency, number>>>;
  componentOrder: readonly Component[];
  /** Whether the ledger's own allocation is taken where every payment carries it. */
  ledgerPortions: boolean;
  /** Facts of days further back than this are kept as sums. */
  horizonDays: number;
  snapshotsKept: number;
  goldenCases: readonly Readonly<{
    oldestUnpaidOn: CalendarDate;
    asOf: CalendarDate;
    daysPastDue: number;
    delinquentDays: number;
  }>[];
}>;

/** Days since the due date, from the dates alone. */
export const daysPastDue = (rules: ProductRules, oldestUnpaidOn: CalendarDate, on: CalendarDate): number =>
  Math.max(0, daysBetween(oldestUnpaidOn, on) + rules.dueDateIsDay);

/** Days past due without the grace of the product and without the days of a pause. */
export function delinquentDays(
  rules: ProductRules,
  pauses: readonly Pause[],
  oldestUnpaidOn: CalendarDate,
  on: CalendarDate,
): number {
  const days = daysPastDue(rules, oldestUnpaidOn, on) - rules.graceDays;
  if (days <= 0 || pauses.length === 0) return Math.max(0, days);
  return Math.max(0, days - pausedDays(pauses, lastInTime(rules, oldestUnpaidOn), on));
}

/** The first day on which so many delinquent days are reached; null where a pause without an end comes before. */
export function reachesOn(
  rules: ProductRules,
  pauses: readonly Pause[],
  oldestUnpaidOn: CalendarDate,
  days: number,
): CalendarDate | null {
  const unpaused = addDays(oldestUnpaidOn, days + rules.graceDays - rules.dueDateIsDay);
  if (pauses.length === 0) return unpaused;
  const start = lastInTime(rules, oldestUnpaidOn);
  let on = unpaused;
  for (;;) {
    if (pauses.some(({ from, until }) => until === null && from <= on)) return null;
    const shifted = addDays(unpaused, pausedDays(pauses, start, on));
    if (shifted === on) return on;
    on = shifted;
  }
}

/** The last day on which the instalment is not late. */
const lastInTime = (rules: ProductRules, dueOn: CalendarDate): CalendarDate => addDays(dueOn, -rules.dueDateIsDay);

export function proveProduct(rules: ProductRules): void {
  for (const { oldestUnpaidOn, asOf, ...expected } of rules.goldenCases) {
    const right =
      daysPastDue(rules, oldestUnpaidOn, asOf) === expected.daysPastDue &&
      delinquentDays(rules, [], oldestUnpaidOn, asOf) === expected.delinquentDays;
    invariant(right, `${rules.id}@${rules.version} is wrong on ${asOf}`);
  }
}
