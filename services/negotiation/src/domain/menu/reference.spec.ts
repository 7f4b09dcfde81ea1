import { type CalendarDate, calendarDate } from '@mora/kernel';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { Instalment } from '../words.js';
import { FACTS, positionFor, rulesOf, sheetFor } from './fixtures.js';
import { build } from './build.js';

/**
 * The textbook in decimal arithmetic of thirty-four digits, in whole currency, written apart from the code it judges and
 * from the library below it: what `build` offers is what a book on loans says, to the cent.
 */
const Textbook = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_UP });
const LOANS = 1_000;
const RULES = rulesOf('mortgage');
const UNCAPPED = { ...RULES, product: { ...RULES.product, caps: null, floorRate: '0' } };

type Loan = Readonly<{ cents: number; basisPoints: number; months: number; startsOn: CalendarDate }>;

const loans: fc.Arbitrary<Loan> = fc.record({
  cents: fc.integer({ min: 1_000_00, max: 10_000_000_00 }),
  basisPoints: fc.integer({ min: 1, max: 3_600 }),
  months: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 2, max: 60 }) }, fc.integer({ min: 61, max: 240 })),
  startsOn: fc
    .date({ min: new Date('2024-01-01'), max: new Date('2026-12-28'), noInvalidDate: true })
    .map((date) => calendarDate(date.toISOString().slice(0, 10)))
    .filter((date) => date.slice(8) <= '28'),
});

/** A loan of which nothing is due yet, re-priced from a dearer rate, repaid at its end, to what the book says. */
function offered({ cents, basisPoints, months, startsOn }: Loan, method: 'annuity' | 'equal-principal') {
  const firstDueOn = monthLater(startsOn);
  const dearer = new Textbook(basisPoints + 100).div(10_000).toFixed(4);
  const loan = {
    principal: cents,
    rate: dearer,
    count: months,
    method: 'interest-only' as const,
    startsOn,
    firstDueOn,
    asOf: startsOn,
    paid: 0,
  };
  const position = { ...positionFor(loan, UNCAPPED), method };
  const rate = new Textbook(basisPoints).div(10_000).toFixed(4);
  const built = build(position, sheetFor(position, { kind: 'rate-cut', rate, months: null }), UNCAPPED, FACTS);
  if (built.kind === 'refused') throw new Error(built.limit);
  return built.instalments;
}

const monthLater = (date: CalendarDate): CalendarDate =>
  calendarDate(
    new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))))
      .toISOString()
      .slice(0, 10),
  );

const cents = (value: Decimal) => value.toDecimalPlaces(2);

/** Rows as `principal interest` in whole currency; what is nought is no row. */
function textbook({ cents: minor, basisPoints, months }: Loan, principalOf: (interest: Decimal) => Decimal): string {
  let left = new Textbook(minor).div(100);
  return Array.from({ length: months }, (_, at) => {
    const interest = cents(left.times(basisPoints).div(120_000));
    const wanted = principalOf(interest);
    const principal = at === months - 1 || wanted.gt(left) ? left : wanted;
    left = left.minus(principal);
    return `${principal.toFixed(2)} ${interest.toFixed(2)}`;
  })
    .filter((row) => row !== '0.00 0.00')
    .join('\n');
}

const textOf = (rows: readonly Instalment[]): string =>
  rows.map(({ principal, interest }) => `${inUnits(principal)} ${inUnits(interest)}`).join('\n');

const inUnits = (minor: number): string => new Textbook(minor).div(100).toFixed(2);

it(`equal payments are the textbook's to the cent, over ${LOANS} loans`, () => {
  fc.assert(
    fc.property(loans, (loan) => {
      const [principal, monthly] = [new Textbook(loan.cents).div(100), new Textbook(loan.basisPoints).div(120_000)];
      const payment = cents(principal.times(monthly).div(new Textbook(1).minus(monthly.plus(1).pow(-loan.months))));
      expect(textOf(offered(loan, 'annuity'))).toBe(textbook(loan, (interest) => payment.minus(interest)));
    }),
    { numRuns: LOANS, seed: 7 },
  );
});

it(`equal parts of principal are the textbook's to the cent, over ${LOANS} loans`, () => {
  fc.assert(
    fc.property(loans, (loan) => {
      const part = cents(new Textbook(loan.cents).div(100).div(loan.months));
      expect(textOf(offered(loan, 'equal-principal'))).toBe(textbook(loan, () => part));
    }),
    { numRuns: LOANS, seed: 7 },
  );
});
