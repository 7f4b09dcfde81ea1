import { calendarDate } from './calendar-date.js';
import {
  addWorkingDays,
  CalendarNotCovered,
  calendarOf,
  HolidayBook,
  isWeekend,
  nextWorkingDay,
} from './working-days.js';

const day = calendarDate;
/** Off on Thursday 1, Friday 2 and Saturday 3 January; in exchange Sunday 4 is worked. */
const book = new HolidayBook([
  {
    calendar: 'cn',
    year: 2026,
    holidays: [day('2026-01-01'), day('2026-01-02'), day('2026-01-03')],
    workedWeekends: [day('2026-01-04')],
  },
]);

it.each([
  // what                                     date          working  holiday
  ['the first day off', '2026-01-01', false, true],
  ['a Saturday named in the notice', '2026-01-03', false, true],
  ['a Sunday worked in exchange', '2026-01-04', true, false],
  ['a plain Monday', '2026-01-05', true, false],
  ['a plain Friday', '2026-01-09', true, false],
  ['a plain Saturday is off and no holiday', '2026-01-10', false, false],
  ['a plain Sunday is off and no holiday', '2026-01-11', false, false],
])('%s', (_what, date, working, holiday) => {
  expect([book.isWorkingDay('cn', day(date)), book.isHoliday('cn', day(date))]).toEqual([working, holiday]);
});

it.each([
  // from         days  to
  ['2026-01-05', 0, '2026-01-05'],
  ['2026-01-05', 1, '2026-01-06'],
  ['2026-01-09', 1, '2026-01-12'],
  ['2026-01-08', 2, '2026-01-12'],
  ['2026-01-01', 1, '2026-01-04'],
  ['2026-01-01', 2, '2026-01-05'],
  ['2026-01-10', 0, '2026-01-10'],
])('%s and %i working days are %s', (from, days, to) => {
  expect(addWorkingDays(book, 'cn', day(from), days)).toBe(to);
});

it('the next working day is never the day itself', () => {
  expect(nextWorkingDay(book, 'cn', day('2026-01-04'))).toBe('2026-01-05');
});

it.each([
  ['another year', 'cn', '2027-01-04'],
  ['the year before', 'cn', '2025-12-31'],
  ['another calendar', 'tw', '2026-01-05'],
])('refuses to guess: %s', (_what, calendar, date) => {
  expect(() => book.isWorkingDay(calendar, day(date))).toThrow(CalendarNotCovered);
  expect(() => book.isHoliday(calendar, day(date))).toThrow(CalendarNotCovered);
});

it('refuses to count over the end of what is known', () => {
  expect(() => addWorkingDays(book, 'cn', day('2026-12-31'), 1)).toThrow(new CalendarNotCovered('cn', 2027));
});

it('tells what it covers', () => {
  expect([book.covers('cn', 2026), book.covers('cn', 2027), book.covers('us', 2026)]).toEqual([true, false, false]);
  expect(book.calendars).toEqual(['cn']);
});

it.each([
  ['2026-02-28', true],
  ['2026-03-01', true],
  ['2026-03-02', false],
  ['2026-02-27', false],
])('%s is a weekend: %s', (date, weekend) => {
  expect(isWeekend(day(date))).toBe(weekend);
});

it.each([
  ['CN', 'cn'],
  ['TW', 'tw'],
  ['US-NY', 'us'],
])('%s keeps the calendar %s', (jurisdiction, calendar) => {
  expect(calendarOf(jurisdiction)).toBe(calendar);
});
