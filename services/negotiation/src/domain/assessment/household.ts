import { addDays, type CalendarDate } from '@mora/kernel';
import type { Minor } from '../words.js';
import type { AffordabilityRules } from './rules.js';
import type { Statement } from './types.js';

const PERMILLE = 1_000n;

/** Of what is income: rounded down, so that nobody is thought to have more than they have. */
export const share = (minor: Minor, permille: number): Minor => Number((BigInt(minor) * BigInt(permille)) / PERMILLE);

export const sum = (all: readonly Minor[]): Minor => all.reduce((total, one) => total + one, 0);

/** What a household of the region is left to live on, rounded up; nought where no standard is known. */
export function floorOf({ region, dependants }: Statement, rules: AffordabilityRules): Minor {
  const standard = rules.regions[region];
  if (standard === undefined) return 0;
  const heads = dependants.map(({ sharePermille }) => (rules.dependants === 'whole' ? 1_000 : sharePermille));
  const persons = 1_000 + sum(heads);
  const product = BigInt(standard.livingMinor) * BigInt(rules.floorPermille) * BigInt(persons);
  const scale = PERMILLE * PERMILLE;
  return Number((product + scale - 1n) / scale);
}

/** The day that is open, and the one that it is in the bank: behind by one while a day is being closed. */
export type Days = Readonly<{ openDay: CalendarDate; today: CalendarDate }>;

/** Why a statement cannot be judged by these rules; null where it can. */
export function whyNotJudged(statement: Statement, rules: AffordabilityRules, { openDay, today }: Days): string | null {
  if (statement.currency !== rules.currency) return 'currency-differs';
  if (statement.asOf > today) return 'stated-for-later';
  if (addDays(statement.asOf, rules.validDays) < openDay) return 'statement-too-old';
  const hasStandards = Object.keys(rules.regions).length > 0;
  // Without the standard of the region nobody knows what the household must be left with.
  return hasStandards && rules.regions[statement.region] === undefined ? 'region-not-covered' : null;
}
