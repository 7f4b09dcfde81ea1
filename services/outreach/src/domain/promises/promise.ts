import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  CalendarNotCovered,
  type Currency,
  type HolidayBook,
  type PersonId,
} from '@mora/kernel';
import type { Role } from '../words.js';
import type { PromiseVia } from './commands.js';

export type PartState = 'open' | 'kept' | 'partly-kept' | 'broken' | 'withdrawn';

export type PartOfPromise = Readonly<{ number: number; dueOn: CalendarDate; minor: number; state: PartState }>;

/** What a promise is judged by, as it was in force when it was made. */
export type PromiseTerms = Readonly<{
  graceWorkingDays: number;
  /** So much may be missing from a part, and it is kept. */
  toleranceMinor: number;
  /** So much of a part, and it is partly kept. */
  partlyPercent: number;
  policy: Readonly<{ id: string; version: number }>;
}>;

/** Money that somebody has said will come, and what became of each part (N-20). */
export type PromiseToPay = PromiseTerms &
  Readonly<{
    promiseId: string;
    personId: PersonId;
    role: Role;
    currency: Currency;
    method: string;
    via: PromiseVia;
    madeOn: CalendarDate;
    /** Whose working days the grace is counted in. */
    calendar: string;
    parts: readonly PartOfPromise[];
    /** Payments that were there already when it was made: they are no answer to it. */
    known: readonly string[];
  }>;

/** The last day on which money for a part is in time; provisional where nobody has told the holidays of that year. */
export type LastDay = Readonly<{ on: CalendarDate; provisional: boolean }>;

/**
 * The grace is counted in working days. A year whose holidays are unknown can only bring the true last day further
 * out than the weekday count says, so the plain count is a day on which the money is in time for sure.
 */
export function lastDayOf(
  dueOn: CalendarDate,
  { graceWorkingDays, calendar }: Pick<PromiseToPay, 'graceWorkingDays' | 'calendar'>,
  holidays: HolidayBook,
): LastDay {
  try {
    return { on: addWorkingDays(holidays, calendar, dueOn, graceWorkingDays), provisional: false };
  } catch (error) {
    if (!(error instanceof CalendarNotCovered)) throw error;
    return { on: addDays(dueOn, graceWorkingDays), provisional: true };
  }
}

export const isOpen = ({ parts }: PromiseToPay): boolean => parts.some(({ state }) => state === 'open');

export const totalOf = (parts: readonly Readonly<{ minor: number }>[]): number =>
  parts.reduce((sum, { minor }) => sum + minor, 0);
