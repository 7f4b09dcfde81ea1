import { addDays, addMonths, type CalendarDate, type HolidayBook } from '@mora/kernel';
import type { Due } from '../words.js';

/** How long something runs: years and months by the calendar, then days. */
export type Length = Readonly<{ years?: number; months?: number; days?: number }>;

const MONTHS = 12;

/**
 * The last day of a period. The day from which it runs is not counted; a period of months ends on the same-numbered day,
 * or on the last of a shorter month; where that is a day off, on the first day after it that is none. Where the calendar
 * of a year is not announced the day stays as it is and is provisional: so a later start never ends earlier.
 */
export function endOfPeriod(
  from: CalendarDate,
  { years = 0, months = 0, days = 0 }: Length,
  book: HolidayBook,
  calendar: string,
  weekendShifts: boolean,
): Due {
  const last = addDays(addMonths(from, years * MONTHS + months), days);
  const isCovered = (date: CalendarDate): boolean => book.covers(calendar, Number(date.slice(0, 4)));
  const isOff = (date: CalendarDate): boolean =>
    weekendShifts ? !book.isWorkingDay(calendar, date) : book.isHoliday(calendar, date);
  let on = last;
  while (isCovered(on) && isOff(on)) on = addDays(on, 1);
  return isCovered(on) ? { on, provisional: false } : { on: last, provisional: true };
}
