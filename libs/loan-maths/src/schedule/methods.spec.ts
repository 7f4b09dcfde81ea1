import { calendarDate, money } from '@mora/kernel';
import { fraction } from '../fraction.js';
import { annuity, equalPrincipal, interestOnly } from './methods.js';
import type { Schedule, Terms } from './terms.js';

const day = calendarDate;
const LOAN: Terms = {
  principal: money('12000', 'CNY'),
  annualRate: fraction('0.12'),
  dayCount: 'MONTHLY_12',
  startsOn: day('2026-01-15'),
  firstDueOn: day('2026-02-15'),
  instalments: 4,
};

const dueDays = ({ instalments }: Schedule) => instalments.map(({ dueOn }) => dueOn);
const rows = ({ instalments }: Schedule) => instalments.map(({ principal, interest }) => [principal, interest]);

describe('due dates', () => {
  it.each<readonly [string, Partial<Terms>, readonly string[]]>([
    [
      'the 31st comes back after a shorter month',
      { startsOn: day('2025-12-31'), firstDueOn: day('2026-01-31') },
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    [
      'a due day is kept where the first month lacks it',
      { startsOn: day('2026-01-31'), firstDueOn: day('2026-02-28'), dueDay: 31 },
      ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ],
    ['a quarter is three months', { everyMonths: 3 }, ['2026-02-15', '2026-05-15', '2026-08-15', '2026-11-15']],
    [
      'a year ends where it ends',
      { startsOn: day('2027-10-29'), firstDueOn: day('2027-11-29') },
      ['2027-11-29', '2027-12-29', '2028-01-29', '2028-02-29'],
    ],
  ])('%s', (_rule, terms, expected) => {
    expect(dueDays(interestOnly({ ...LOAN, ...terms }))).toEqual(expected);
  });
});

describe('interest of a period', () => {
  const interest = (terms: Partial<Terms>) =>
    interestOnly({ ...LOAN, ...terms }).instalments.map((one) => one.interest);

  it.each<readonly [string, Partial<Terms>, readonly bigint[]]>([
    ['a month is a twelfth', {}, [12_000n, 12_000n, 12_000n, 12_000n]],
    ['a quarter is a fourth', { everyMonths: 3, startsOn: day('2025-11-15') }, [36_000n, 36_000n, 36_000n, 36_000n]],
    ['by days over 360', { dayCount: 'ACT_360' }, [12_400n, 11_200n, 12_400n, 12_000n]],
    ['by days over 365', { dayCount: 'ACT_365F' }, [12_230n, 11_047n, 12_230n, 11_836n]],
    ['by bank months', { dayCount: 'THIRTY_360' }, [12_000n, 12_000n, 12_000n, 12_000n]],
    ['a longer first one by its odd days', { startsOn: day('2026-01-05') }, [16_000n, 12_000n, 12_000n, 12_000n]],
    ['a shorter first one too', { startsOn: day('2026-02-01') }, [5_600n, 12_000n, 12_000n, 12_000n]],
    [
      'from the end of February to the end of March is a month',
      { startsOn: day('2026-02-28'), firstDueOn: day('2026-03-31') },
      [12_000n, 12_000n, 12_000n, 12_000n],
    ],
    [
      'from the 31st to the end of February, by days over 360',
      { dayCount: 'ACT_360', startsOn: day('2026-01-31'), firstDueOn: day('2026-02-28'), dueDay: 31 },
      [11_200n, 12_400n, 12_000n, 12_400n],
    ],
    [
      'a rate holds from the period that begins on its day',
      {
        annualRate: [
          { from: day('2026-01-01'), value: fraction('0.12') },
          { from: day('2026-03-15'), value: fraction('0.06') },
        ],
      },
      [12_000n, 12_000n, 6_000n, 6_000n],
    ],
  ])('%s', (_rule, terms, expected) => {
    expect(interest(terms)).toEqual(expected);
  });
});

it('one payment at the end is one period to that day', () => {
  const schedule = interestOnly({ ...LOAN, instalments: 1, firstDueOn: day('2027-01-15') });
  expect(rows(schedule)).toEqual([[1_200_000n, 144_000n]]);
});

describe('a first period of other than the usual length', () => {
  const long = { ...LOAN, startsOn: day('2026-01-05') };

  it('bears its days in the first interest, and repays as usual', () => {
    const [usual, odd] = [annuity(LOAN), annuity(long)];
    expect(odd.instalments[0]).toMatchObject({ principal: usual.instalments[0]!.principal, interest: 16_000n });
    expect(odd.instalments.slice(1)).toEqual(usual.instalments.slice(1));
  });

  it('is none where the due day lies beyond the end of its month', () => {
    const days = {
      dayCount: 'ACT_360',
      startsOn: day('2026-01-31'),
      firstDueOn: day('2026-02-28'),
      dueDay: 31,
    } as const;
    const usual = annuity({ ...LOAN, ...days });
    expect(usual).toEqual(annuity({ ...LOAN, ...days, oddFirstPeriod: 'levelled' }));
  });

  it('is levelled where the contract says so: all payments are equal but for the remainder', () => {
    const { instalments } = annuity({ ...long, oddFirstPeriod: 'levelled' });
    expect(instalments.map(({ total }) => total)).toEqual([308_552n, 308_552n, 308_552n, 308_553n]);
    expect(instalments[0]!.interest).toBe(16_000n);
  });

  it('repays no principal where its interest is above the level payment, and never less than none', () => {
    const far = { ...LOAN, startsOn: day('2021-02-15'), instalments: 24, oddFirstPeriod: 'levelled' } as const;
    expect(rows(annuity(far))[0]).toEqual([0n, 720_000n]);
  });
});

describe('small amounts', () => {
  it.each([
    ['rounding up repays early', '0.07', [1n, 1n, 1n, 1n, 1n, 1n, 1n]],
    ['what is less than a cent a month waits for the last', '0.05', [5n]],
  ] as const)('%s', (_rule, amount, expected) => {
    const terms = { ...LOAN, principal: money(amount, 'CNY'), annualRate: fraction('0'), instalments: 12 };
    for (const method of [annuity, equalPrincipal]) {
      expect(method(terms).instalments.map(({ principal }) => principal)).toEqual(expected);
    }
  });

  it('a currency without decimals is counted in its units', () => {
    const schedule = annuity({ ...LOAN, principal: money('10000', 'JPY') });
    expect(schedule.instalments.map(({ total }) => total)).toEqual([2_563n, 2_563n, 2_563n, 2_561n]);
  });
});

it.each<readonly [string, Partial<Terms>]>([
  ['no principal', { principal: money('0', 'CNY') }],
  ['no instalments', { instalments: 0 }],
  ['half an instalment', { instalments: 1.5 }],
  ['more instalments than a life', { instalments: 1_201 }],
  ['instalments no months apart', { everyMonths: 0 }],
  ['a first due date on the day of the start', { firstDueOn: LOAN.startsOn }],
  ['a due day that no month has', { dueDay: 32 }],
  ['a first due date on another day than the due day', { dueDay: 14 }],
  ['or on an earlier one, where the month has it', { dueDay: 16 }],
  ['a grace without an end', { grace: { kind: 'deferred', periods: 4 } }],
  ['a grace of less than nothing', { grace: { kind: 'deferred', periods: -1 } }],
  ['parts of less than nothing', { grace: { kind: 'part-principal', periods: 1, each: -1n } }],
  ['a rate below nought', { annualRate: fraction('-0.01') }],
  ['no rate on the first day', { annualRate: [{ from: day('2026-01-16'), value: fraction('0.1') }] }],
])('%s makes no schedule', (_rule, terms) => {
  for (const method of [annuity, equalPrincipal, interestOnly]) {
    expect(() => method({ ...LOAN, ...terms })).toThrow(RangeError);
  }
});
