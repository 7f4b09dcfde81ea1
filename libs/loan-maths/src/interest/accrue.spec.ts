import { addDays, calendarDate } from '@mora/kernel';
import fc from 'fast-check';
import { fraction } from '../fraction.js';
import { accrue, accruePerDay } from './accrue.js';
import { DAY_COUNTS } from './day-count.js';

const day = calendarDate;
const START = day('2026-01-01');

it('the textbook example: 500,000 at 6 % for 44 days over 360 is 3,666.67', () => {
  const to = addDays(START, 44);
  expect(accrue({ amount: 50_000_000n, rate: fraction('0.06'), from: START, to, dayCount: 'ACT_360' })).toBe(366_667n);
});

it.each([
  ['no days, no interest', '2026-01-01', 0n],
  ['the first day counts, the last does not', '2026-01-02', 28n],
  ['a year of the calendar over 360', '2027-01-01', 10_139n],
] as const)('%s', (_rule, to, expected) => {
  const bearing = { amount: 100_000n, rate: fraction('0.1'), from: START, dayCount: 'ACT_360' } as const;
  expect(accrue({ ...bearing, to: day(to) })).toBe(expected);
});

it('the rate is counted by the days on which it was in force, and rounded once', () => {
  const rate = [
    { from: day('2025-06-01'), value: fraction('0.06') },
    { from: day('2026-01-11'), value: fraction('0.03') },
  ];
  // 10 days at 6 % and 20 at 3 %: 1666.6… each; rounded apart they would be 3334.
  expect(accrue({ amount: 1_000_000n, rate, from: START, to: day('2026-01-31'), dayCount: 'ACT_360' })).toBe(3_333n);
});

it('a payment lowers what bears interest from its day on', () => {
  const amount = [
    { from: START, value: 3_600_000n },
    { from: day('2026-01-11'), value: 1_800_000n },
  ];
  const bearing = { rate: fraction('0.1'), from: START, to: day('2026-01-21'), dayCount: 'ACT_360' } as const;
  expect(accrue({ ...bearing, amount })).toBe(15_000n);
});

it.each([
  ['days that run backwards', day('2025-12-31'), START],
  ['a day before the first rate', day('2026-02-01'), day('2026-01-05')],
] as const)('%s are refused', (_rule, to, rateFrom) => {
  const rate = [{ from: rateFrom, value: fraction('0.1') }];
  expect(() => accrue({ amount: 1n, rate, from: START, to, dayCount: 'ACT_360' })).toThrow(RangeError);
});

it('rates that do not stand in order are refused', () => {
  const rate = [START, START].map((from) => ({ from, value: fraction('0.1') }));
  const bearing = { amount: 1n, from: START, to: day('2026-02-01'), dayCount: 'ACT_360' } as const;
  expect(() => accrue({ ...bearing, rate })).toThrow(RangeError);
});

it.each([
  ['0.05 % a day on a card: 10,000 for 30 days is 150.00', 1_000_000n, '2026-01-31', 15_000n],
  ['half a cent goes up', 1_000n, '2026-01-02', 1n],
  ['no days, nothing', 1_000_000n, '2026-01-01', 0n],
] as const)('%s', (_rule, amount, to, expected) => {
  expect(accruePerDay(amount, fraction('0.0005'), START, day(to))).toBe(expected);
});

it('a day rate does not run backwards', () => {
  expect(() => accruePerDay(1n, fraction('0.0005'), START, day('2025-12-31'))).toThrow(RangeError);
});

it('a rate that changes to itself changes nothing, where days are counted one by one', () => {
  const additive = DAY_COUNTS.filter((dayCount) => dayCount !== 'MONTHLY_12');
  const days = fc.integer({ min: 0, max: 4_000 });
  fc.assert(
    fc.property(fc.constantFrom(...additive), days, days, fc.bigInt(0n, 10n ** 12n), (dayCount, a, b, amount) => {
      const value = fraction('0.0435');
      const rate = [
        { from: START, value },
        { from: addDays(START, a + 1), value },
      ];
      const bearing = { amount, from: START, to: addDays(START, b), dayCount };
      expect(accrue({ ...bearing, rate })).toBe(accrue({ ...bearing, rate: value }));
    }),
  );
});
