import { calendarDate, money } from '@mora/kernel';
import { fraction, over, whole } from '../fraction.js';
import { roundHalfUp } from '../rounding.js';
import { spreadArrears } from './arrears.js';
import { levelPayment } from './level-payment.js';
import { annuity, equalPrincipal, interestOnly } from './methods.js';
import type { Schedule, Terms } from './terms.js';

/** 120,000 at 6 % in twelve months, a twelfth of a year each. */
const LOAN: Terms = {
  principal: money('120000', 'CNY'),
  annualRate: fraction('0.06'),
  dayCount: 'MONTHLY_12',
  startsOn: calendarDate('2026-01-15'),
  firstDueOn: calendarDate('2026-02-15'),
  instalments: 12,
};

/** Row by number: interest, principal, total, balance after it. */
const row = ({ instalments }: Schedule, number: number) => {
  const { interest, principal, total, balanceAfter } = instalments[number - 1]!;
  return [interest, principal, total, balanceAfter];
};

it('equal payments of 10,327.97; the last takes the remainder', () => {
  const schedule = annuity(LOAN);
  expect(row(schedule, 1)).toEqual([60_000n, 972_797n, 1_032_797n, 11_027_203n]);
  expect(row(schedule, 2)).toEqual([55_136n, 977_661n, 1_032_797n, 10_049_542n]);
  expect(row(schedule, 12)).toEqual([5_138n, 1_027_661n, 1_032_799n, 0n]);
  expect(schedule.totals).toEqual({ principal: 12_000_000n, interest: 393_566n, total: 12_393_566n });
});

it('equal parts of principal', () => {
  const schedule = equalPrincipal(LOAN);
  expect(row(schedule, 1)).toEqual([60_000n, 1_000_000n, 1_060_000n, 11_000_000n]);
  expect(row(schedule, 12)).toEqual([5_000n, 1_000_000n, 1_005_000n, 0n]);
  expect(schedule.totals.interest).toBe(390_000n);
});

it('interest only: every month 600.00, and the principal with the last', () => {
  const schedule = interestOnly(LOAN);
  expect(row(schedule, 1)).toEqual([60_000n, 0n, 60_000n, 12_000_000n]);
  expect(row(schedule, 12)).toEqual([60_000n, 12_000_000n, 12_060_000n, 0n]);
});

it('the payment before rounding: 10,000 at 5 % in 36 months is 299.708971046655', () => {
  const monthly = over(fraction('0.05'), whole(12));
  const payment = levelPayment(
    10_000n,
    Array.from({ length: 36 }, () => monthly),
  );
  const shown = roundHalfUp({ num: payment.num * 10n ** 12n, den: payment.den });
  expect(shown).toBe(299_708971046655n);
});

it('interest only for three months, then equal payments over the nine that are left', () => {
  const schedule = annuity({ ...LOAN, grace: { kind: 'interest-only', periods: 3 } });
  const nine = annuity({
    ...LOAN,
    instalments: 9,
    startsOn: calendarDate('2026-04-15'),
    firstDueOn: calendarDate('2026-05-15'),
  });
  expect(row(schedule, 3)).toEqual([60_000n, 0n, 60_000n, 12_000_000n]);
  expect(schedule.instalments.slice(3)).toEqual(nine.instalments.map((one) => ({ ...one, number: one.number + 3 })));
});

it('a grace with capitalisation: what is repaid is the principal and the unpaid interest', () => {
  const schedule = annuity({ ...LOAN, grace: { kind: 'capitalised', periods: 3 } });
  const more = { ...LOAN, principal: money('121800', 'CNY'), instalments: 9 };
  const nine = annuity({ ...more, startsOn: calendarDate('2026-04-15'), firstDueOn: calendarDate('2026-05-15') });
  expect(schedule.capitalised).toBe(180_000n);
  expect(schedule.instalments).toEqual(nine.instalments);
  expect(schedule.totals).toEqual(nine.totals);
});

it('re-age: 750 outstanding over six months is 125.00 each', () => {
  const terms = { ...LOAN, principal: money('750', 'CNY'), annualRate: fraction('0'), instalments: 6 };
  for (const method of [annuity, equalPrincipal]) {
    expect(method(terms).instalments.map(({ total }) => total)).toEqual(Array(6).fill(12_500n));
  }
});

it('arrears are laid upon the next instalments without new interest; the last of them takes the remainder', () => {
  const schedule = annuity(LOAN);
  const spread = spreadArrears(schedule, { principal: 100_000n, interest: 10_000n }, 3);
  const added = [1, 2, 3, 4].map((number) => row(spread, number)[2]! - row(schedule, number)[2]!);
  expect(added).toEqual([33_333n + 3_333n, 33_333n + 3_333n, 33_334n + 3_334n, 0n]);
  expect(spread.totals).toEqual({ principal: 12_100_000n, interest: 403_566n, total: 12_503_566n });
  expect(spread.instalments[2]!.balanceAfter).toBe(schedule.instalments[2]!.balanceAfter);
});

it('arrears are not spread over instalments that do not exist', () => {
  expect(() => spreadArrears(annuity(LOAN), { principal: 1n, interest: 0n }, 13)).toThrow(RangeError);
});
