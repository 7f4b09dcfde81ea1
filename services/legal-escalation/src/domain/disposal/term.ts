import type { CalendarDate, HolidayBook } from '@mora/kernel';
import { endOfPeriod } from '../periods/period.js';
import type { Due, Jurisdiction } from '../words.js';
import type { DisposalRules } from './rules.js';

type Law = Readonly<{ jurisdiction: Jurisdiction; calendar: string; weekendShifts: boolean }>;

/** By when collateral that was taken over has to be sold; null where nobody has entered a term of that law. */
export function termOf(
  { terms }: DisposalRules['collateral'],
  takenOn: CalendarDate,
  { jurisdiction, calendar, weekendShifts }: Law,
  book: HolidayBook,
): Due | null {
  const { years } = terms[jurisdiction];
  return years === null ? null : endOfPeriod(takenOn, { years }, book, calendar, weekendShifts);
}
