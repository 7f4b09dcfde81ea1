import { calendarDate as day } from '@mora/kernel';
import { oldestUnpaid, unpaidOf } from './allocation.js';
import { duesOf } from './dues.js';

const instalment = (dueOn: string) => ({
  number: 1,
  dueOn: day(dueOn),
  principal: 100,
  interest: 20,
  fee: 5,
  penalty: 3,
});
const dues = duesOf([instalment('2026-03-08'), instalment('2026-04-08'), instalment('2026-05-08')], []); // 128 each
const order = ['fee', 'penalty', 'interest', 'principal'] as const;
const byTotal = (minor: number) => ({ minor, portions: null });

// prettier-ignore
it.each([
  // paid  oldest  what of the first two is left
  [0,   0, { total: 256, principal: 200, interest: 40, fee: 10, penalty: 6 }],
  [4,   0, { total: 252, principal: 200, interest: 40, fee: 6,  penalty: 6 }], // costs first
  [6,   0, { total: 250, principal: 200, interest: 40, fee: 5,  penalty: 5 }], // then penalty interest
  [27,  0, { total: 229, principal: 200, interest: 21, fee: 5,  penalty: 3 }], // then interest
  [127, 0, { total: 129, principal: 101, interest: 20, fee: 5,  penalty: 3 }], // a cent of the oldest is left
  [128, 1, { total: 128, principal: 100, interest: 20, fee: 5,  penalty: 3 }],
  [130, 1, { total: 126, principal: 100, interest: 20, fee: 3,  penalty: 3 }],
  [256, 2, { total: 0,   principal: 0,   interest: 0,  fee: 0,  penalty: 0 }],
  [999, 3, { total: 0,   principal: 0,   interest: 0,  fee: 0,  penalty: 0 }], // more than all
])('of %i paid, the oldest debt is covered before the next', (minor, oldest, left) => {
  expect(oldestUnpaid(dues, byTotal(minor), 0)).toBe(oldest);
  expect(unpaidOf(dues, 2, byTotal(minor), order)).toEqual(left);
});

it('where the ledger says where the money went, its portions decide', () => {
  const paid = { minor: 200, portions: { principal: 200, interest: 0, fee: 0, penalty: 0 } };
  expect(oldestUnpaid(dues, paid, 0)).toBe(0);
  expect(unpaidOf(dues, 2, paid, order)).toEqual({ total: 56, principal: 0, interest: 40, fee: 10, penalty: 6 });
});

it.each([
  [117, 10, 0],
  [118, 10, 1],
  [127, 0, 0],
])('of 128 due and %i paid, a tolerance of %i makes the oldest unpaid one number %i', (minor, tolerance, oldest) => {
  expect(oldestUnpaid(dues, byTotal(minor), tolerance)).toBe(oldest);
});
