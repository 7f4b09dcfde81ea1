import { Matches } from 'class-validator';
import { type CalendarDate, calendarDate } from '@mora/kernel';
import { Problem } from '@mora/runtime';

/** Codes that programs go by; never free text, which might be about somebody. */
const CODE = /^[a-z][a-z0-9-]{0,63}$/;
/** Ids as they are minted here and by others; neither spaces nor anything that could be about somebody. */
const ID = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/;

/** A code. The text that was sent is never in the answer. */
export const IsCode = (how: Readonly<{ each?: boolean }> = {}) =>
  Matches(CODE, { ...how, message: '$property must be a code of a-z, 0-9 and -' });
export const IsId = () => Matches(ID, { message: '$property must be an id' });
export const IsDay = () => Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be written as YYYY-MM-DD' });

/** Throws the problem 400 for a day that is in no calendar. */
export function dayOf(text: string): CalendarDate {
  try {
    return calendarDate(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'A day is written as YYYY-MM-DD, and there must be such a day.');
  }
}

export const KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: 'The same key again is given the same answer',
} as const;
