import { calendarDate as day } from '@mora/kernel';
import { isEarly } from './early.js';

// prettier-ignore
it.each([
  ['a record of the open day is taken',                          '2026-03-10', false, null,         false],
  ['one of a day that has closed is taken, late',                '2026-03-09', false, null,         false],
  ['one of the day to come waits',                               '2026-03-11', false, null,         true],
  ['one that would overtake another whose day has opened waits', '2026-03-10', false, '2026-03-10', true],
  ['one that overtakes another of a day to come does not',       '2026-03-10', false, '2026-03-11', false],
  ['one that has waited is taken in its turn',                   '2026-03-10', true,  '2026-03-10', false],
])('%s', (_rule, bookedOn, waited, others, early) => {
  const othersWaitFor = others === null ? null : day(others);
  expect(isEarly({ bookedOn: day(bookedOn), waited, othersWaitFor }, day('2026-03-10'))).toBe(early);
});
