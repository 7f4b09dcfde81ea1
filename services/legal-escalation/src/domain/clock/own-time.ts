import { addDays, addMonths, type CalendarDate, type HolidayBook } from '@mora/kernel';
import { fold } from './fold.js';
import type { LimitationRules } from './rules.js';
import type { Act } from './types.js';

/**
 * The first day whose interest is in time still behind a title, where each day's own lives for so many years: what has
 * stopped the interest of a day, or started it anew, has done so for all days that were in time then, though the period
 * of the oldest was over.
 */
export function interestFrom(
  acts: readonly Act[],
  years: number,
  rules: LimitationRules,
  book: HolidayBook,
  on: CalendarDate,
): CalendarDate {
  const known = acts.filter((act) => act.on <= on);
  const { restart } = rules.enforcement;
  const isInTime = (startsOn: CalendarDate): boolean => {
    const running = {
      claim: 'enforcement-interest',
      startsOn,
      length: { years },
      restart,
      hasOuterLimit: false,
    } as const;
    const { expiresOn } = fold(running, known, [], rules, book);
    return expiresOn === null || expiresOn >= on;
  };
  // Whatever is in time at an act, or on the day itself, begins so many years before; of a leap day on the day behind it.
  const back = [...known.map((act) => act.on), on].map((day) => addMonths(day, -12 * years));
  const first = back.flatMap((day) => [day, addDays(day, 1)]).toSorted();
  return first.find(isInTime) ?? on;
}
