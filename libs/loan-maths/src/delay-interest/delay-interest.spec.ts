import { addDays, calendarDate } from '@mora/kernel';
import { fraction } from '../fraction.js';
import { delayInterest, type DelayRates } from './delay-interest.js';
import type { Judgment } from './unpaid.js';

const day = calendarDate;
const RATES: DelayRates = { id: 'cn', version: 1, perDay: [{ from: day('2014-08-01'), value: fraction('0.000175') }] };
const BY = day('2026-01-31');
const HUNDRED_THOUSAND = { amount: 10_000_000n, performBy: BY };

const owed = (judgment: Judgment, until: string, rates = RATES) => {
  const answer = delayInterest(rates, judgment, day(until));
  return answer.covered ? answer.amount : answer;
};

it('the vector: 100,000 × 0.0175 % × 90 days is 1,575.00', () => {
  expect(owed({ parts: [HUNDRED_THOUSAND] }, addDays(BY, 90))).toBe(157_500n);
});

it.each([
  ['nothing on the last day of performance', '2026-01-31', 0n],
  ['nothing before it', '2026-01-01', 0n],
  ['one day on the day after it', '2026-02-01', 1_750n],
] as const)('there is %s', (_rule, until, expected) => {
  expect(owed({ parts: [HUNDRED_THOUSAND] }, until)).toBe(expected);
});

it('each part runs from its own last day, and is rounded by itself', () => {
  const part = (performBy: string) => ({ amount: 10_000n, performBy: day(performBy) });
  // 1.75 cents a day: 30 days 52.5, 2 days 3.5; rounded together they would be 56.
  expect(owed({ parts: [part('2026-01-31'), part('2026-02-28')] }, '2026-03-02')).toBe(53n + 4n);
});

it.each([
  ['a payment stops it on what it pays; its own day counts', [{ amount: 5_000_000n, on: '2026-02-10' }], 26_250n],
  ['paid in full, it ends', [{ amount: 10_000_000n, on: '2026-02-10' }], 17_500n],
  ['paid in time, it never starts', [{ amount: 10_000_000n, on: '2026-01-31' }], 0n],
  ['more than is owed is no credit', [{ amount: 90_000_000n, on: '2026-02-10' }], 17_500n],
  ['what is paid after the day asked for is not seen', [{ amount: 5_000_000n, on: '2026-02-21' }], 35_000n],
] as const)('%s', (_rule, paid, expected) => {
  const payments = paid.map(({ amount, on }) => ({ amount, on: day(on) }));
  expect(owed({ parts: [HUNDRED_THOUSAND], paid: payments }, '2026-02-20')).toBe(expected);
});

it('payments go to the part that was to be performed first, in whatever order they stand', () => {
  const later = { amount: 10_000_000n, performBy: day('2026-03-31') };
  const paid = [
    { amount: 5_000_000n, on: day('2026-02-20') },
    { amount: 5_000_000n, on: day('2026-02-10') },
  ];
  // 10 days on 100,000 and 10 on 50,000 of the first; one day on all of the second.
  expect(owed({ parts: [later, HUNDRED_THOUSAND], paid }, '2026-04-01')).toBe(26_250n + 1_750n);
});

it.each([
  ['both ends of a stay are free', [['2026-02-11', '2026-02-15']], 26_250n],
  [
    'days in two stays are free once',
    [
      ['2026-02-13', '2026-02-15'],
      ['2026-02-11', '2026-02-14'],
    ],
    26_250n,
  ],
  [
    'a stay within another adds nothing',
    [
      ['2026-02-11', '2026-02-15'],
      ['2026-02-12', '2026-02-13'],
      ['2026-02-14', '2026-02-15'],
    ],
    26_250n,
  ],
  ['a stay before it runs is nothing', [['2026-01-01', '2026-01-31']], 35_000n],
  ['of a stay that goes on, the days so far', [['2026-02-20', '2026-12-31']], 33_250n],
  ['stayed all the time', [['2026-01-01', '2026-12-31']], 0n],
] as const)('%s', (_rule, spans, expected) => {
  const stays = spans.map(([from, to]) => ({ from: day(from), to: day(to) }));
  expect(owed({ parts: [HUNDRED_THOUSAND], stays }, '2026-02-20')).toBe(expected);
});

it('a rate that changes is counted by its days', () => {
  const changed = [...RATES.perDay, { from: day('2026-02-11'), value: fraction('0.00035') }];
  expect(owed({ parts: [HUNDRED_THOUSAND] }, '2026-02-20', { ...RATES, perDay: changed })).toBe(17_500n + 35_000n);
});

it('days before the first rate are not covered', () => {
  const part = (performBy: string) => ({ parts: [{ amount: 10_000_000n, performBy: day(performBy) }] });
  expect(owed(part('2014-07-31'), '2014-08-01')).toBe(1_750n);
  const refused = { covered: false, reason: 'delay-rate-not-covered', on: '2014-07-31' };
  expect(owed(part('2014-07-30'), '2014-08-01')).toEqual(refused);
});

it('each line says what it is made of', () => {
  const paid = [{ amount: 4_000_000n, on: day('2026-02-10') }];
  const answer = delayInterest(RATES, { parts: [HUNDRED_THOUSAND], paid }, day('2026-02-20'));
  const perDay = fraction('0.000175');
  expect(answer).toMatchObject({
    lines: [
      { part: 0, unpaid: 10_000_000n, after: '2026-01-31', to: '2026-02-10', days: 10, perDay },
      { part: 0, unpaid: 6_000_000n, after: '2026-02-10', to: '2026-02-20', days: 10, perDay },
    ],
  });
});

it('amounts below nought are refused', () => {
  expect(() => owed({ parts: [{ amount: -1n, performBy: BY }] }, '2026-02-20')).toThrow(RangeError);
});
