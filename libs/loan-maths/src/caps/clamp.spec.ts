import { addDays, calendarDate, money } from '@mora/kernel';
import fc from 'fast-check';
import { type Amounts, COMPONENTS } from '../components.js';
import { compareFractions, fraction } from '../fraction.js';
import { annuity } from '../schedule/methods.js';
import type { CapRule } from './caps.js';
import { allInRate, clampClaim, mostUnder, stretchesOf } from './clamp.js';

const START = calendarDate('2026-01-01');
const RULE: CapRule = {
  name: 'test',
  lenders: ['*'],
  products: ['*'],
  contractsFrom: START,
  contractsUntil: null,
  limit: { kind: 'rate', rate: fraction('0.24') },
  counts: ['interest', 'compound', 'penalty', 'fee'],
  cutOrder: ['fee', 'penalty', 'compound', 'interest'],
};
const CAP = { rate: fraction('0.24'), yearDays: 365, rule: RULE };
const stretch = (principal: bigint, days: number) => ({ principal, from: START, to: addDays(START, days) });

it.each([
  ['a year at 24 % of 10,000 is 2,400.00', 1_000_000n, 365, 240_000n],
  ['a part of a cent is not charged', 1_000_000n, 1, 657n],
  ['no days, nothing', 1_000_000n, 0, 0n],
] as const)('%s', (_rule, principal, days, expected) => {
  expect(mostUnder(CAP, [stretch(principal, days)])).toBe(expected);
});

it('without a cap there is no most', () => {
  expect(mostUnder({ ...CAP, rate: null }, [stretch(1n, 1)])).toBeNull();
});

const YEAR = [stretch(1_000_000n, 365)];

it.each<readonly [string, Amounts, Amounts, Amounts]>([
  ['what is at the cap stands', { interest: 240_000n }, { interest: 240_000n }, {}],
  ['a cent above it is cut', { interest: 240_001n }, { interest: 240_000n }, { interest: 1n }],
  [
    'fees are cut first, then penalties',
    { principal: 1_000_000n, interest: 200_000n, penalty: 50_000n, fee: 10_000n },
    { principal: 1_000_000n, interest: 200_000n, penalty: 40_000n, fee: 0n },
    { penalty: 10_000n, fee: 10_000n },
  ],
  [
    'principal, costs and delay interest do not count',
    { principal: 1_000_000n, cost: 900_000n, 'delay-interest': 900_000n, interest: 240_000n },
    { principal: 1_000_000n, cost: 900_000n, 'delay-interest': 900_000n, interest: 240_000n },
    {},
  ],
])('%s', (_rule, claim, claimed, waived) => {
  expect(clampClaim(claim, CAP, YEAR)).toEqual({ claimed, waived });
});

it('a claim without a cap stands', () => {
  const claim = { interest: 10n ** 12n };
  expect(clampClaim(claim, { ...CAP, rate: null }, YEAR)).toEqual({ claimed: claim, waived: {} });
});

it('the cap is never exceeded, and what is cut stays visible to the cent', () => {
  const amount = fc.bigInt(0n, 10n ** 9n);
  const claims = fc.record(Object.fromEntries(COMPONENTS.map((component) => [component, amount])));
  const stretches = fc.array(fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.integer({ min: 1, max: 400 })), { maxLength: 6 });
  fc.assert(
    fc.property(claims, stretches, (claim: Amounts, parts) => {
      const over = parts.map(([principal, days]) => stretch(principal, days));
      const { claimed, waived } = clampClaim(claim, CAP, over);
      const charged = RULE.counts.reduce((sum, component) => sum + (claimed[component] ?? 0n), 0n);
      expect(charged <= mostUnder(CAP, over)!).toBe(true);
      if (charged > 0n) expect(compareFractions(allInRate(charged, over, 365), CAP.rate)).toBeLessThanOrEqual(0);
      for (const component of COMPONENTS) {
        expect((claimed[component] ?? 0n) + (waived[component] ?? 0n)).toBe(claim[component]);
      }
    }),
  );
});

describe('a schedule at its rate', () => {
  const terms = {
    principal: money('10000', 'CNY'),
    annualRate: fraction('0.24'),
    startsOn: START,
    firstDueOn: calendarDate('2026-02-01'),
    instalments: 12,
  } as const;
  const charged = (dayCount: 'ACT_365F' | 'ACT_360') => {
    const schedule = annuity({ ...terms, dayCount });
    return allInRate(schedule.totals.interest, stretchesOf(schedule, START), 365);
  };

  it('by days over 365 costs that rate, but for the rounding', () => {
    const rate = charged('ACT_365F');
    expect(compareFractions(rate, fraction('0.23999'))).toBe(1);
    expect(compareFractions(rate, fraction('0.24001'))).toBe(-1);
  });

  it('by days over 360 costs more than it says, and is above the cap', () => {
    expect(compareFractions(charged('ACT_360'), fraction('0.2433'))).toBe(1);
  });

  it('nothing costs nothing a year only where there was principal', () => {
    expect(() => allInRate(0n, [], 365)).toThrow(RangeError);
  });
});
