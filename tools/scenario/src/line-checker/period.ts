import { addDays, addMonths, calendarDate } from '@mora/kernel';
import type { Limitation } from './law.js';
import type { LineRules } from './rules-read.js';

/** The end of so many years from a day; a day off moves to the first that is none, where its calendar is announced. */
export function yearsFrom(
  from: string,
  years: number,
  { calendar, weekendShifts }: Pick<Limitation, 'calendar' | 'weekendShifts'>,
  { years: known }: Pick<LineRules, 'years'>,
): string {
  const plain = addMonths(calendarDate(from), 12 * years);
  for (let day = plain; ; day = addDays(day, 1)) {
    const year = known.get(`${calendar}/${day.slice(0, 4)}`);
    if (year === undefined) return plain; // nobody knows yet whether it moves
    const isWeekend = weekendShifts && [0, 6].includes(new Date(day).getUTCDay()) && !year.worked.has(day);
    if (!year.off.has(day) && !isWeekend) return day;
  }
}
