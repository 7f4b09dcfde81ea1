import { calendarDate } from '@mora/kernel';
import { compareFractions } from '../fraction.js';
import { type DayCount, monthsFraction, yearFraction } from './day-count.js';

it.each<readonly [string, DayCount, string, string, bigint, bigint]>([
  // rule                                        count          from          to            days  year
  ['days of the calendar over 360', 'ACT_360', '2026-01-31', '2026-03-01', 29n, 360n],
  ['a leap day is a day', 'ACT_360', '2028-01-31', '2028-03-01', 30n, 360n],
  ['days of the calendar over 365, in leap years too', 'ACT_365F', '2028-01-01', '2029-01-01', 366n, 365n],
  ['a month of thirty days', 'THIRTY_360', '2026-01-15', '2026-02-15', 30n, 360n],
  ['the 31st is the 30th', 'THIRTY_360', '2026-01-31', '2026-03-31', 60n, 360n],
  ['February ends where it ends', 'THIRTY_360', '2026-02-28', '2026-03-31', 32n, 360n],
  ['a year is 360 days', 'THIRTY_360', '2026-02-28', '2027-02-28', 360n, 360n],
  ['a month is a twelfth', 'MONTHLY_12', '2026-01-15', '2026-02-15', 30n, 360n],
  ['also the short one', 'MONTHLY_12', '2026-02-01', '2026-03-01', 30n, 360n],
  ['from the last day to the last day', 'MONTHLY_12', '2026-01-31', '2026-02-28', 30n, 360n],
  ['odd days after whole months', 'MONTHLY_12', '2026-01-20', '2026-03-01', 39n, 360n],
  ['odd days alone', 'MONTHLY_12', '2026-01-20', '2026-02-01', 12n, 360n],
  ['one day less than a month', 'MONTHLY_12', '2026-01-15', '2026-02-14', 30n, 360n],
  ['no day', 'MONTHLY_12', '2026-01-15', '2026-01-15', 0n, 360n],
])('%s (%s)', (_rule, dayCount, from, to, num, den) => {
  expect(yearFraction(dayCount, calendarDate(from), calendarDate(to))).toEqual({ num, den });
});

it('twelve months are a year', () => {
  expect(compareFractions(monthsFraction(12), { num: 1n, den: 1n })).toBe(0);
});
