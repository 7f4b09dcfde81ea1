import type { CalendarDate } from '@mora/kernel';

/** How sure anybody is of a rule: read in its source, read at second hand, from memory, unknown, or the bank's own choice. */
export type Mark = 'S' | 'S2' | 'M' | 'U' | 'D';

/** What every policy file says of itself. */
export type Versioned = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  source: string;
  mark: Mark;
}>;

/** From `[0]` on and below `[1]`; null where there is no upper end. */
export type Range = readonly [from: number, below: number | null];
