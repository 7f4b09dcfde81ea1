import { calendarDate, money } from '@mora/kernel';
import { fraction } from '../fraction.js';
import { equalPrincipal } from './methods.js';
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

const rows = ({ instalments }: Schedule) => instalments.map(({ principal, interest }) => [principal, interest]);

describe('grace', () => {
  it.each<readonly [string, Terms['grace'], readonly (readonly bigint[])[]]>([
    [
      'none',
      { kind: 'interest-only', periods: 0 },
      [
        [300_000n, 12_000n],
        [300_000n, 9_000n],
        [300_000n, 6_000n],
        [300_000n, 3_000n],
      ],
    ],
    [
      'interest only',
      { kind: 'interest-only', periods: 2 },
      [
        [0n, 12_000n],
        [0n, 12_000n],
        [600_000n, 12_000n],
        [600_000n, 6_000n],
      ],
    ],
    [
      'capitalised once, at its end',
      { kind: 'capitalised', periods: 2 },
      [
        [612_000n, 12_240n],
        [612_000n, 6_120n],
      ],
    ],
    [
      'deferred, bearing nothing',
      { kind: 'deferred', periods: 2 },
      [
        [600_000n, 36_000n],
        [600_000n, 6_000n],
      ],
    ],
    [
      'free of interest',
      { kind: 'interest-free', periods: 2 },
      [
        [600_000n, 12_000n],
        [600_000n, 6_000n],
      ],
    ],
    [
      'part of the principal, free of interest',
      { kind: 'part-principal', periods: 2, each: 100_000n },
      [
        [100_000n, 0n],
        [100_000n, 0n],
        [500_000n, 10_000n],
        [500_000n, 5_000n],
      ],
    ],
    [
      'parts that repay it all',
      { kind: 'part-principal', periods: 2, each: 900_000n },
      [
        [900_000n, 0n],
        [300_000n, 0n],
      ],
    ],
  ])('%s', (_rule, grace, expected) => {
    expect(rows(equalPrincipal({ ...LOAN, grace: grace! }))).toEqual(expected);
  });

  it('numbers the instalments that there are, each on its own day', () => {
    const { instalments } = equalPrincipal({ ...LOAN, grace: { kind: 'deferred', periods: 2 } });
    expect(instalments.map(({ number, dueOn }) => `${number} ${dueOn}`)).toEqual(['1 2026-04-15', '2 2026-05-15']);
  });
});
