import { loadCalendars } from '@mora/calendars';
import { calendarDate } from '@mora/kernel';
import { endOfPeriod, type Length } from './period.js';

const BOOK = loadCalendars();
const endOf = (from: string, length: Length, calendar = 'cn', weekendShifts = true): string => {
  const { on, provisional } = endOfPeriod(calendarDate(from), length, BOOK, calendar, weekendShifts);
  return provisional ? `${on} provisional` : on;
};

it.each<[string, string, Length, string]>([
  ['the day it runs from is not counted', '2026-03-09', { days: 15 }, '2026-03-24'],
  ['a month ends on the same-numbered day', '2026-03-09', { months: 1 }, '2026-04-09'],
  ['or on the last of a shorter one, a Saturday that is worked', '2025-08-31', { months: 6 }, '2026-02-28'],
  ['years are twelve months', '2025-03-10', { years: 1 }, '2026-03-10'],
  ['of a leap day the last of February', '2024-02-29', { years: 1 }, '2025-02-28'],
  ['a Saturday moves to the Monday', '2026-03-01', { days: 6 }, '2026-03-09'],
  ['the first day of a holiday to the day after it', '2026-09-01', { days: 30 }, '2026-10-08'],
  ['the last one too', '2026-09-07', { months: 1 }, '2026-10-08'],
  ['of the year before as well', '2025-09-01', { months: 1 }, '2025-10-09'],
  ['over the end of a year that is known', '2025-11-30', { months: 1, days: 2 }, '2026-01-04'],
  ['the last working day of what is known', '2026-12-01', { days: 30 }, '2026-12-31'],
  ['a year that is not announced', '2026-12-02', { days: 30 }, '2027-01-01 provisional'],
])('%s', (_rule, from, length, to) => {
  expect(endOf(from, length)).toBe(to);
});

it('where a plain weekend shifts nothing, only a holiday does', () => {
  expect(endOf('2026-03-01', { days: 6 }, 'cn', false)).toBe('2026-03-07');
  expect(endOf('2026-09-01', { days: 30 }, 'cn', false)).toBe('2026-10-08');
});

it('a calendar that nobody has told of makes every day provisional', () => {
  expect(endOf('2026-03-01', { days: 6 }, 'xx')).toBe('2026-03-07 provisional');
});
