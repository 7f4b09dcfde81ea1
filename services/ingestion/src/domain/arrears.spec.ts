import { calendarDate as day } from '@mora/kernel';
import { oldestUnpaidOf } from './arrears.js';

it.each([
  [0, 30, null],
  [1, 30, '2005-04-29'],
  [2, 30, '2005-03-30'],
  [3, 30, '2005-02-28'],
  [2, 31, '2005-03-29'],
])('%i months in arrears on 30 April, by months of %i days, are unpaid since %s', (months, daysPerMonth, since) => {
  expect(oldestUnpaidOf(months, day('2005-04-30'), { kind: 'monthly-bucket', daysPerMonth })).toBe(since);
});
