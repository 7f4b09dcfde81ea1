import fc from 'fast-check';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { NOTHING } from '../menu/amounts.js';
import type { PaymentKept } from '../loan/parts/ledger.js';
import { withPayment } from '../loan/parts/ledger.js';
import { countedDays, type Stretch } from './days.js';
import { judgePlan } from './judge.js';

const DUE = calendarDate('2026-04-10');
const on = (days: number): CalendarDate => addDays(DUE, days);
const rules = { graceDays: 5, breakDays: 30, missed: 2, toleranceMinor: 0, policy: { id: 'p', version: 1, rule: 'b' } };
const row = (number: number, days: number, minor = 100) => ({ ...NOTHING, number, dueOn: on(days), principal: minor });
const pay = (id: string, minor: number, days: number): PaymentKept => {
  return { id, minor, valueDate: on(days), portions: null };
};
/** Two instalments, 30 days apart. */
const ROWS = [row(1, 0), row(2, 30)];
const planOf = (payments: readonly PaymentKept[], rows = ROWS, toleranceMinor = 0) => ({
  rows,
  payments: payments.reduce<readonly PaymentKept[]>(withPayment, []),
  rules: { ...rules, toleranceMinor },
  fund: null,
});
const standing = (payments: readonly PaymentKept[], day: number, uncounted: readonly Stretch[] = [], rows = ROWS) => {
  const { brokenBy, missed, isFirstMissed } = judgePlan(planOf(payments, rows), uncounted, on(day));
  const state = brokenBy ?? (missed.length > 0 ? `missed ${missed.map(({ number }) => number).join()}` : 'fine');
  return isFirstMissed ? `${state}, first missed` : state;
};

it.each([
  ['nothing is due', [], -1, 'fine'],
  ['the due day', [], 0, 'fine'],
  ['the last day of grace', [], 5, 'fine'],
  ['a day later', [], 6, 'missed 1, first missed'],
  ['thirty days', [], 30, 'missed 1, first missed'],
  ['thirty-one days', [], 31, 'overdue, first missed'],
  ['one cent less', [pay('a', 99, 0)], 6, 'missed 1, first missed'],
  ['to the cent', [pay('a', 100, 0)], 6, 'fine'],
  ['on the last day of grace', [pay('a', 100, 5)], 6, 'fine'],
  ['a day too late, but there', [pay('a', 100, 6)], 6, 'fine, first missed'],
  ['money of tomorrow does not count today', [pay('a', 100, 7)], 6, 'missed 1, first missed'],
  ['booked later with an earlier day', [pay('a', 50, 1), pay('b', 50, 5)], 20, 'fine'],
  ['the second, on its last day of grace', [pay('a', 100, 0)], 35, 'fine'],
  ['the second, a day later', [pay('a', 100, 0)], 36, 'missed 2'],
  ['what is over goes to the next', [pay('a', 199, 0)], 36, 'missed 2'],
  ['and fills it', [pay('a', 200, 0)], 90, 'fine'],
])('%s', (_name, payments, day, expected) => {
  expect(standing(payments as PaymentKept[], day as number)).toBe(expected);
});

it('two instalments missed at once break it; one of them in its grace does not', () => {
  const close = [row(1, 0), row(2, 10)];
  expect(standing([], 15, [], close)).toBe('missed 1, first missed');
  expect(standing([], 16, [], close)).toBe('two-missed, first missed');
  expect(standing([pay('a', 100, 3)], 16, [], close)).toBe('missed 2');
});

it('days of a pause or a dispute do not count, however often they are covered', () => {
  const dispute = { from: on(1), until: on(10) };
  expect(standing([], 15, [dispute])).toBe('fine');
  expect(standing([], 16, [dispute, { from: on(5), until: on(10) }])).toBe('missed 1, first missed');
  expect(standing([], 40, [dispute])).toBe('two-missed, first missed');
  expect(standing([], 90, [{ from: on(3), until: null }])).toBe('fine');
  // The due day itself is none of the days after it, and a stretch behind the day excuses nothing.
  expect(countedDays(on(0), on(6), [{ from: on(-9), until: on(0) }])).toBe(6);
  expect(countedDays(on(0), on(6), [{ from: on(7), until: null }])).toBe(6);
  expect(countedDays(on(0), on(6), [{ from: on(6), until: on(6) }])).toBe(5);
});

it('a tolerance lets so much be missing of each, and no more', () => {
  const judged = (minor: number) => judgePlan(planOf([pay('a', minor, 0)], ROWS, 2), [], null);
  expect(judged(97).rows.map(({ paidOn }) => paidOn)).toEqual([null, null]);
  expect(judged(98).rows.map(({ paidOn }) => paidOn)).toEqual([on(0), null]);
  expect(judged(197).isPaid).toBe(false);
  expect(judged(198).isPaid).toBe(true);
});

it('instalments of nothing are neither paid nor missed', () => {
  const rows = [row(1, 0, 0), row(2, 30)];
  expect(standing([], 31, [], rows)).toBe('fine');
  expect(judgePlan(planOf([pay('a', 100, 0)], rows), [], null)).toMatchObject({ isPaid: true, rows: [{ number: 2 }] });
});

it('is looked at again when something can be late, and not before', () => {
  const look = (payments: readonly PaymentKept[], day: number, stretches: readonly Stretch[] = []) =>
    judgePlan(planOf(payments), stretches, on(day)).nextLook;
  expect(look([], -3)).toBe(on(6));
  expect(look([], 0)).toBe(on(6));
  expect(look([], 6)).toBe(on(31));
  expect(look([], 9, [{ from: on(2), until: on(8) }])).toBe(on(13));
  expect(look([pay('a', 100, 0)], 0)).toBe(on(36));
  expect(look([pay('a', 200, 0)], 0)).toBeNull();
});

it('the order in which money comes, and is taken back, does not matter', () => {
  const some = fc.array(
    fc.record({ minor: fc.integer({ min: 1, max: 150 }), days: fc.integer({ min: -5, max: 60 }) }),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(
      some,
      fc.array(fc.nat(5)),
      fc.infiniteStream(fc.nat(1_000)),
      fc.integer({ min: 0, max: 70 }),
      (all, gone, keys, day) => {
        const payments = all.map(({ minor, days }, n) => pay(`p-${n}`, minor, days));
        const left = payments.filter((_one, n) => !gone.includes(n));
        const shuffled = payments.map((one) => [keys.next().value ?? 0, one] as const).toSorted(([a], [b]) => a - b);
        const booked = shuffled.reduce<readonly PaymentKept[]>((known, [, one]) => withPayment(known, one), []);
        const kept = booked.filter((one) => left.includes(one));
        const judged = judgePlan({ ...planOf([]), payments: kept }, [], on(day));
        expect(judged).toEqual(judgePlan(planOf(left), [], on(day)));
        const money = left.reduce((sum, { minor }) => sum + minor, 0);
        expect(judged.paid).toBe(Math.min(money, 200));
      },
    ),
  );
});
