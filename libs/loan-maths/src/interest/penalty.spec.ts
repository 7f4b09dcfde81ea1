import { addDays, calendarDate } from '@mora/kernel';
import { compareFractions, fraction } from '../fraction.js';
import { compound, overdueInterest, penaltyRate } from './penalty.js';

const START = calendarDate('2026-01-01');
const NINE_PERCENT = penaltyRate(fraction('0.06'), fraction('0.5'));

it.each([
  ['half as much again', '0.5', '0.09'],
  ['three tenths more', '0.3', '0.078'],
  ['twice as much for misuse', '1', '0.12'],
] as const)('the penalty rate on 6 %%: %s', (_rule, uplift, expected) => {
  expect(compareFractions(penaltyRate(fraction('0.06'), fraction(uplift)), fraction(expected))).toBe(0);
});

it('the vector: 10,000 overdue at 6 % × 1.5 for 45 days over 360 is 112.50; on 500 of interest 5.63', () => {
  const overdue = { principal: 1_000_000n, unpaidInterest: 50_000n, penaltyRate: NINE_PERCENT };
  const days = { overdueSince: START, to: addDays(START, 45), dayCount: 'ACT_360' } as const;
  expect(overdueInterest({ ...overdue, ...days })).toEqual({ penalty: 11_250n, compound: 563n });
});

describe('interest on unpaid interest', () => {
  const owing = { unpaidInterest: 1_000_000n, rate: fraction('0.36'), from: START, dayCount: 'ACT_360' } as const;
  const settledOn = [addDays(START, 30), addDays(START, 60)];

  it.each([
    ['is simple where nothing is settled', 90, [], 90_000n],
    ['bears interest itself from each settlement on', 90, settledOn, 92_727n],
    ['is settled on its last day without effect', 60, settledOn, 60_900n],
    ['is nothing on the first day', 0, settledOn, 0n],
  ] as const)('%s', (_rule, days, settled, expected) => {
    expect(compound({ ...owing, to: addDays(START, days), settledOn: settled })).toBe(expected);
  });

  it('is settled in the order of days', () => {
    const to = addDays(START, 90);
    expect(() => compound({ ...owing, to, settledOn: settledOn.toReversed() })).toThrow(RangeError);
  });
});

it('settlements compound the interest, never the penalty on principal', () => {
  const overdue = { principal: 1_000_000n, unpaidInterest: 1_000_000n, penaltyRate: fraction('0.36') };
  const days = { overdueSince: START, to: addDays(START, 90), dayCount: 'ACT_360' } as const;
  const settledOn = [addDays(START, 30), addDays(START, 60)];
  expect(overdueInterest({ ...overdue, ...days, settledOn })).toEqual({ penalty: 90_000n, compound: 92_727n });
});
