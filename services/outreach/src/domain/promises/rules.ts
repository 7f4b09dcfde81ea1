import type { CalendarDate, Currency } from '@mora/kernel';

/** What promises are taken, and what they are judged by; policy data of the bank. */
export type PromiseRules = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  graceWorkingDays: number;
  toleranceMinor: number;
  partlyPercent: number;
  /** Whose working days count where nobody knows where the person lives. */
  calendar: string;
  limits: PromiseLimits;
}>;

export type PromiseLimits = Readonly<{
  maxDaysAhead: number;
  maxOpen: number;
  maxParts: number;
  /** The least that a part may be of; of a currency that is not named, one unit. */
  minMinor: Readonly<Partial<Record<Currency, number>>>;
}>;
