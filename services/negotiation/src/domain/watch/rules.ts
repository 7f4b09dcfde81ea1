import type { Versioned } from '../versioned.js';

/** How long a loan is watched after it was helped, and what is said of it. */
export type WatchRules = Versioned &
  Readonly<{ watchMonths: number; levels: readonly (30 | 90)[]; originationReviewMonths: number }>;

/** The levels that are reached with so many days past due. */
export const levelsAt = (daysPastDue: number, { levels }: Pick<WatchRules, 'levels'>): readonly (30 | 90)[] =>
  levels.filter((level) => level <= daysPastDue);
