import { addDays, calendarDate } from '@mora/kernel';
import fc from 'fast-check';
import { fraction } from '../fraction.js';
import { DAY_COUNTS } from '../interest/day-count.js';
import { spreadArrears } from './arrears.js';
import { METHODS, type Method } from './methods.js';
import type { Grace, Instalment, Schedule, Terms } from './terms.js';

const START = calendarDate('2024-01-31');
const small = fc.bigInt(0n, 10n ** 7n);

const graceOf = (kind: Grace['kind'], periods: number, each: bigint): Grace =>
  kind === 'part-principal' ? { kind, periods, each } : { kind, periods };

/** Loans of every make: any method, day count, grace, first period and rhythm. */
const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    minor: fc.bigInt(1n, 10n ** 11n),
    basisPoints: fc.integer({ min: 0, max: 9_999 }),
    dayCount: fc.constantFrom(...DAY_COUNTS),
    firstIn: fc.integer({ min: 1, max: 200 }),
    instalments: fc.integer({ min: 1, max: 120 }),
    everyMonths: fc.constantFrom(1, 2, 3, 6, 12),
    kind: fc.constantFrom<Grace['kind']>('interest-only', 'capitalised', 'deferred', 'interest-free', 'part-principal'),
    inGrace: fc.integer({ min: 0, max: 12 }),
    each: small,
    oddFirstPeriod: fc.constantFrom('in-first-interest' as const, 'levelled' as const),
  })
  .map(({ minor, basisPoints, firstIn, kind, inGrace, each, ...terms }) => ({
    ...terms,
    principal: { minor, currency: 'CNY' },
    annualRate: fraction((basisPoints / 10_000).toFixed(4)),
    startsOn: START,
    firstDueOn: addDays(START, firstIn),
    grace: graceOf(kind, Math.min(inGrace, terms.instalments - 1), each),
  }));

const anyMethod = fc.constantFrom(...(Object.keys(METHODS) as Method[]));
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

function holdsTogether({ instalments, totals }: Schedule): void {
  expect(sum(instalments.map(({ total }) => total))).toBe(totals.principal + totals.interest);
  expect(sum(instalments.map(({ principal }) => principal))).toBe(totals.principal);
  expect(sum(instalments.map(({ interest }) => interest))).toBe(totals.interest);
  expect(totals.total).toBe(totals.principal + totals.interest);
  expect(instalments.filter((instalment, at) => !isSound(instalment, at))).toEqual([]);
  expect(instalments.at(-1)?.balanceAfter).toBe(0n);
  const days = instalments.map(({ dueOn }) => dueOn);
  expect([...new Set(days)].sort()).toEqual(days);
}

const isSound = ({ number, principal, interest, total, balanceAfter }: Instalment, at: number): boolean =>
  number === at + 1 &&
  principal >= 0n &&
  interest >= 0n &&
  total > 0n &&
  total === principal + interest &&
  balanceAfter >= 0n;

it('a schedule sums to principal plus interest, and no part of it is negative', () => {
  fc.assert(
    fc.property(anyTerms, anyMethod, (terms, method) => {
      const schedule = METHODS[method](terms);
      holdsTogether(schedule);
      expect(schedule.totals.principal).toBe(terms.principal.minor + schedule.capitalised);
      expect(schedule.capitalised === 0n || terms.grace?.kind === 'capitalised').toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('equal payments differ in the last and in an odd first one alone', () => {
  fc.assert(
    fc.property(anyTerms, ({ grace: _grace, ...terms }) => {
      const totals = annuityTotals({
        ...terms,
        everyMonths: 1,
        dayCount: 'MONTHLY_12',
        firstDueOn: addDays(START, 29),
      });
      expect(new Set(totals.slice(0, -1)).size).toBeLessThanOrEqual(1);
    }),
  );
});

const annuityTotals = (terms: Terms) => METHODS.annuity(terms).instalments.map(({ total }) => total);

it('arrears spread over a schedule add up to it and them', () => {
  fc.assert(
    fc.property(anyTerms, anyMethod, small, small, fc.nat(), (terms, method, principal, interest, pick) => {
      const schedule = METHODS[method](terms);
      const parts = (pick % schedule.instalments.length) + 1;
      const spread = spreadArrears(schedule, { principal, interest }, parts);
      holdsTogether(spread);
      expect(spread.totals.total).toBe(schedule.totals.total + principal + interest);
    }),
  );
});
