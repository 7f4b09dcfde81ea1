import { calendarDate } from '@mora/kernel';
import { openRows } from './amounts.js';
import { matches } from './match.js';

const row = (number: number, dueOn: string, principal: number, interest = 10) => ({
  number,
  dueOn: calendarDate(dueOn),
  principal,
  interest,
  fee: 0,
  penalty: 0,
});
const ASKED = [row(1, '2026-04-10', 100), row(2, '2026-05-10', 100)];
/** A row that is paid, and the paid part of another. */
const PAID = [row(1, '2026-01-10', 90), row(2, '2026-02-10', 40, 0)];
const booked = (one: object = {}, two: object = {}) => [
  ...PAID,
  { ...row(3, '2026-04-10', 100), ...one },
  { ...row(4, '2026-05-10', 100), ...two },
];

it('a schedule is what was asked for where its last rows are, and the rest was paid', () => {
  expect(matches(ASKED, booked(), 140, 1)).toEqual({ kind: 'same', rows: ASKED });
  expect(matches(ASKED, booked().slice(2), 0, 1)).toEqual({ kind: 'same', rows: ASKED });
});

it.each([
  ['a cent of a component', booked({ interest: 11 }), 140, 'same'],
  ['two cents', booked({ interest: 12 }), 140, 'row-1-interest'],
  ['a cent each of two', booked({ interest: 11, principal: 101 }), 140, 'row-1-amount'],
  ['a cent from one to the other', booked({ interest: 11, principal: 99 }), 140, 'same'],
  ['another day', booked({}, { dueOn: calendarDate('2026-05-11') }), 140, 'row-2-date'],
  ['a row less', booked().slice(3), 0, 'rows-missing'],
  ['a cent of what was paid', booked(), 139, 'same'],
  ['more was paid than stands before', booked(), 142, 'paid-before'],
  ['less was paid', booked(), 0, 'paid-before'],
])('%s', (_name, rows, paidBefore, expected) => {
  const found = matches(ASKED, rows, paidBefore as number, 1);
  expect(found.kind === 'same' ? 'same' : found.reason).toBe(expected);
});

it('of a row within the tolerance the borrower owes the lower amount', () => {
  const found = matches(ASKED, booked({ interest: 9 }, { interest: 11 }), 140, 1);
  expect(found).toEqual({ kind: 'same', rows: [row(1, '2026-04-10', 100, 9), row(2, '2026-05-10', 100)] });
});

it('what is open of a schedule is what its money has not paid, the oldest first', () => {
  expect(openRows(ASKED, 0)).toEqual(ASKED);
  expect(openRows(ASKED, 110)).toEqual([ASKED[1]]);
  expect(openRows(ASKED, 115)).toEqual([row(2, '2026-05-10', 100, 5)]);
  expect(openRows(ASKED, 125)).toEqual([row(2, '2026-05-10', 95, 0)]);
  expect(openRows(ASKED, 500)).toEqual([]);
});
