import { addDays, addMonths, type CalendarDate, calendarDate } from '@mora/kernel';
import type { Position } from './types.js';

type Rhythm = Pick<Position, 'dueDay' | 'periodMonths'>;

/** Due on the 31st, a loan whose plan begins in a shorter month comes back to the 31st. */
export function dueDayFrom({ dueDay }: Rhythm, firstDueOn: CalendarDate): number {
  const isLastOfMonth = addDays(firstDueOn, 1).endsWith('-01');
  const day = Number(firstDueOn.slice(8, 10));
  return isLastOfMonth && dueDay > day ? dueDay : day;
}

/** The due date of the n-th period from a first one, counted from nought. */
export function periodOn(rhythm: Rhythm, firstDueOn: CalendarDate, at: number): CalendarDate {
  const day = String(dueDayFrom(rhythm, firstDueOn)).padStart(2, '0');
  const january = calendarDate(`${firstDueOn.slice(0, 4)}-01-${day}`);
  return addMonths(january, Number(firstDueOn.slice(5, 7)) - 1 + at * rhythm.periodMonths);
}

/** Months from one day to another, a begun one counted; nought where it is not later. */
export function monthsUntil(from: CalendarDate, to: CalendarDate): number {
  let months = 0;
  while (addMonths(from, months) < to) months += 1;
  return months;
}
