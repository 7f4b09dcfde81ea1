import fc from 'fast-check';
import { addDays, addMonths, calendarDate, compareDates, daysBetween, earliest, latest } from './calendar-date.js';

const day = calendarDate;
const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map((days) => addDays(day('2000-01-01'), days));

it.each(['2026-01-31', '2028-02-29', '2000-02-29', '0100-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(calendarDate(text)).toBe(text);
});

it.each([
  ['a thirtieth of February', '2026-02-30'],
  ['the leap day of a common year', '2026-02-29'],
  ['the leap day of 1900, which was none', '1900-02-29'],
  ['a thirteenth month', '2026-13-01'],
  ['a day nought', '2026-01-00'],
  ['a day without its noughts', '2026-1-5'],
  ['a year before the hundredth', '0099-12-31'],
  ['a day with a time', '2026-01-05T00:00:00Z'],
  ['slashes', '2026/01/05'],
  ['nothing', ''],
])('%s is no day', (_rule, text) => {
  expect(() => calendarDate(text)).toThrow(RangeError);
});

it.each([
  // rule                                     from          to            days
  ['the same day is nought days on', '2026-03-31', '2026-03-31', 0],
  ['the next day is one', '2026-03-31', '2026-04-01', 1],
  ['an earlier day is below nought', '2026-04-01', '2026-03-31', -1],
  ['a common February has 28', '2026-02-01', '2026-03-01', 28],
  ['a leap February has 29', '2028-02-01', '2028-03-01', 29],
  ['a night that summer time shortens is a day too', '2026-03-28', '2026-03-30', 2],
] as const)('%s', (_rule, from, to, days) => {
  expect(daysBetween(day(from), day(to))).toBe(days);
  expect(addDays(day(from), days)).toBe(to);
});

it.each([
  // rule                                                from          months  to
  ['the same-numbered day of the next month', '2026-01-05', 1, '2026-02-05'],
  ['or its last day where it is shorter', '2026-01-31', 1, '2026-02-28'],
  ['which is the leap day in a leap year', '2028-01-31', 1, '2028-02-29'],
  ['from a last day not to the last day', '2026-02-28', 1, '2026-03-28'],
  ['over the end of a year', '2026-11-30', 3, '2027-02-28'],
  ['back', '2026-03-31', -1, '2026-02-28'],
  ['back over the beginning of a year', '2026-01-15', -13, '2024-12-15'],
  ['no month on', '2026-05-31', 0, '2026-05-31'],
] as const)('months on: %s', (_rule, from, months, to) => {
  expect(addMonths(day(from), months)).toBe(to);
});

it('days on and back is where it was', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days);
      expect(addDays(addDays(from, days), -days)).toBe(from);
    }),
  );
});

it('days compare as their texts sort', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      expect(Math.sign(compareDates(a, b))).toBe(Math.sign(daysBetween(b, a)));
      expect([earliest(a, b), latest(a, b)]).toEqual([a, b].toSorted());
    }),
  );
});
