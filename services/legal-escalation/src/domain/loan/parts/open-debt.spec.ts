import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import fc from 'fast-check';
import type { Amounts } from '../../words.js';
import { type Charge, type LedgerPart, ledgerPart, type PaymentKept } from './ledger.js';
import { type AllocationOrder, openDebt } from './open-debt.js';

const ORDER: AllocationOrder = ['fee', 'penalty', 'interest', 'principal'];
const day = (n: number): CalendarDate => addDays(calendarDate('2026-01-05'), n);
const NOTHING: Amounts = { principal: 0, interest: 0, fee: 0, penalty: 0 };

const payment = (id: string, minor: number, over: Partial<PaymentKept> = {}): PaymentKept => ({
  id,
  minor,
  valueDate: day(40),
  bookedOn: day(40),
  portions: null,
  ...over,
});
const charge = (over: Partial<Charge> = {}): Charge => ({
  id: 'c-1',
  component: 'fee',
  minor: 500,
  dueOn: day(10),
  bookedOn: day(10),
  ...over,
});

/** Three rows of 1,000.00 and 50.00, due on days 0, 30 and 60. */
const ledger = (over: Partial<LedgerPart> = {}): LedgerPart => ({
  ...ledgerPart.start,
  schedule: {
    version: 1,
    bookedOn: day(-300),
    instalments: [0, 30, 60].map((n) => ({
      number: n,
      dueOn: day(n),
      ...NOTHING,
      principal: 100_000,
      interest: 5_000,
    })),
  },
  ...over,
});
const on = (loan: LedgerPart, at: number) => openDebt(loan, day(at), ORDER);

it.each([
  [0, null, 0],
  [1, day(0), 105_000],
  [30, day(0), 105_000],
  [31, day(0), 210_000],
  [61, day(0), 315_000],
])('on day %i the oldest unpaid is %s: a due is late from the day after it', (at, oldestUnpaidOn, due) => {
  const debt = on(ledger(), at);
  expect(debt.oldestUnpaidOn).toBe(oldestUnpaidOn);
  expect(debt.due.principal + debt.due.interest).toBe(due);
  expect(debt.lastDueOn).toBe(day(60));
});

it('money covers the oldest row first, and within a row the order of the product', () => {
  const debt = on(ledger({ payments: [payment('p', 107_000)] }), 45);
  expect(debt.rows.map(({ dueOn, principal, interest }) => [dueOn, principal, interest])).toEqual([
    [day(30), 100_000, 3_000],
    [day(60), 100_000, 5_000],
  ]);
  expect(debt.due).toEqual({ ...NOTHING, principal: 100_000, interest: 3_000 });
  expect(debt.oldestUnpaidOn).toBe(day(30));
});

it('a charge stands among the rows by its due date', () => {
  const debt = on(ledger({ charges: [charge()], payments: [payment('p', 105_200)] }), 45);
  expect(debt.charges).toEqual([charge({ minor: 300 })]);
  expect(debt.oldestUnpaidOn).toBe(day(10));
});

it('what the ledger says of every payment goes before the order; of some only, it does not', () => {
  const portions = { ...NOTHING, principal: 100_000 };
  const said = payment('p', 100_000, { portions });
  expect(on(ledger({ payments: [said] }), 45).due).toEqual({ ...NOTHING, principal: 100_000, interest: 10_000 });
  const mixed = on(ledger({ payments: [said, payment('q', 1)] }), 45);
  expect(mixed.due).toEqual({ ...NOTHING, principal: 104_999, interest: 5_000 });
});

describe('what was booked after the day does not count', () => {
  const late = { bookedOn: day(41) };
  it.each<[string, Partial<LedgerPart>]>([
    ['a payment, even of an earlier value date', { payments: [payment('p', 1_000, late)] }],
    ['a payment of a later value date', { payments: [payment('p', 1_000, { valueDate: day(41), ...late })] }],
    ['a charge', { charges: [charge(late)] }],
  ])('%s', (_, over) => {
    expect(on(ledger(over), 40)).toEqual(on(ledger(), 40));
    expect(on(ledger(over), 41)).not.toEqual(on(ledger(), 41));
  });
});

it('nothing is lost and nothing made: what is open and what was used are what was asked for', () => {
  const payments = fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 8 });
  const charges = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.nat(60)), { maxLength: 4 });
  fc.assert(
    fc.property(payments, charges, (paid, asked) => {
      const loan = ledger({
        payments: paid.map((minor, n) => payment(`p-${n}`, minor)),
        charges: asked.map(([minor, n], nth) => charge({ id: `c-${nth}`, minor, dueOn: day(n) })),
      });
      const { total, rows, charges: left } = on(loan, 50);
      const wanted = 315_000 + asked.reduce((sum, [minor]) => sum + minor, 0);
      const money = paid.reduce((sum, minor) => sum + minor, 0);
      const open = total.principal + total.interest + total.fee + total.penalty;
      expect(open).toBe(Math.max(0, wanted - money));
      const listed = [...rows.map((row) => row.principal + row.interest), ...left.map(({ minor }) => minor)];
      expect(listed.reduce((sum, minor) => sum + minor, 0)).toBe(open);
    }),
  );
});
