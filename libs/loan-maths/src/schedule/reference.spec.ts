import { amountText, type CalendarDate, calendarDate } from '@mora/kernel';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import * as financial from 'financial';
import { fraction } from '../fraction.js';
import { annuity, equalPrincipal } from './methods.js';
import type { Schedule, Terms } from './terms.js';

/**
 * The textbook in decimal arithmetic of thirty-four digits, row by row, written apart from the code it judges: closed
 * formulas instead of sums, amounts in whole currency instead of minor units.
 */
const Textbook = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_UP });
const LOANS = 1_000;
const SEED = 7;

type Loan = Readonly<{ cents: number; basisPoints: number; months: number; byDays: boolean; startsOn: CalendarDate }>;

const months = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.integer({ min: 61, max: 360 }));

const loans = fc.record({
  cents: fc.integer({ min: 100_00, max: 10_000_000_00 }),
  basisPoints: fc.integer({ min: 1, max: 3_600 }),
  months,
  byDays: fc.constant(false),
  startsOn: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-28'), noInvalidDate: true })
    .map((date) => calendarDate(date.toISOString().slice(0, 10)))
    .filter((date) => date.slice(8) <= '28'),
});

const cents = (value: Decimal) => value.toDecimalPlaces(2);
const monthLater = (date: string, months: number) =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, Number(date.slice(8))));

const termsOf = ({ cents: minor, basisPoints, months, byDays, startsOn }: Loan): Terms => ({
  principal: { minor: BigInt(minor), currency: 'CNY' },
  annualRate: fraction(new Textbook(basisPoints).div(10_000).toFixed(4)),
  dayCount: byDays ? 'ACT_365F' : 'MONTHLY_12',
  startsOn,
  firstDueOn: calendarDate(monthLater(startsOn, 1).toISOString().slice(0, 10)),
  instalments: months,
});

/** Rows as text: principal, interest, balance after. */
function textbook(loan: Loan, principalOf: (left: Decimal, interest: Decimal) => Decimal): string {
  let left = new Textbook(loan.cents).div(100);
  return Array.from({ length: loan.months }, (_, at) => {
    // Divided last of all, or a half of a cent would no longer be one.
    const [part, ofYear] = loan.byDays ? [daysOf(loan, at), 365] : [1, 12];
    const interest = cents(left.times(loan.basisPoints * part).div(10_000 * ofYear));
    const wanted = principalOf(left, interest);
    const principal = at === loan.months - 1 || wanted.gt(left) ? left : wanted;
    left = left.minus(principal);
    return [principal, interest, left].map((amount) => amount.toFixed(2)).join(' ');
  })
    .filter((row) => !row.startsWith('0.00 0.00'))
    .join('\n');
}

const daysOf = ({ startsOn }: Loan, at: number) =>
  (monthLater(startsOn, at + 1).getTime() - monthLater(startsOn, at).getTime()) / 86_400_000;

function textbookPayment({ cents: minor, basisPoints, months }: Loan): Decimal {
  const [principal, monthly] = [new Textbook(minor).div(100), new Textbook(basisPoints).div(120_000)];
  return cents(principal.times(monthly).div(new Textbook(1).minus(monthly.plus(1).pow(-months))));
}

const rowsOf = ({ instalments }: Schedule): string =>
  instalments
    .map(({ principal, interest, balanceAfter }) =>
      [principal, interest, balanceAfter].map((minor) => amountText(minor, 'CNY')).join(' '),
    )
    .join('\n');

it(`equal payments are the textbook's to the cent, and those of npm's financial, over ${LOANS} loans`, () => {
  fc.assert(
    fc.property(loans, (loan) => {
      const schedule = annuity(termsOf(loan));
      const payment = textbookPayment(loan);
      expect(rowsOf(schedule)).toBe(textbook(loan, (_left, interest) => payment.minus(interest)));
      // Financial's is a float: it may fall on the other side of half a cent, but no further.
      const theirs = -financial.pmt(loan.basisPoints / 120_000, loan.months, loan.cents / 100);
      expect(payment.minus(theirs).abs().toNumber()).toBeLessThanOrEqual(0.005_000_1);
    }),
    { numRuns: LOANS, seed: SEED },
  );
});

it(`equal parts of principal are the textbook's to the cent, over ${LOANS} loans by months and by days`, () => {
  fc.assert(
    fc.property(loans, fc.boolean(), (loan, byDays) => {
      const part = cents(new Textbook(loan.cents).div(100).div(loan.months));
      expect(rowsOf(equalPrincipal(termsOf({ ...loan, byDays })))).toBe(textbook({ ...loan, byDays }, () => part));
    }),
    { numRuns: LOANS, seed: SEED },
  );
});

it('the vector that financial publishes', () => {
  expect(financial.pmt(0.05 / 12, 36, 10_000)).toBe(-299.7089710466555);
});
