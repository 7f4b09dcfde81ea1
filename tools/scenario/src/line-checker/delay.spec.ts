import { doubledUpTo } from './delay.js';

const HUNDRED_THOUSAND = { minor: 10_000_000n, performBy: '2026-01-31' };
const CN = 175n;

it.each([
  ['on the last day of performance', '2026-01-31', 0n],
  ['on the day after it', '2026-02-01', 1_750n],
  ['90 days later, as in the vector of domain notes 3.4', '2026-05-01', 157_500n],
])('of 100,000.00 there is %s', (_when, until, minor) => {
  expect(doubledUpTo([HUNDRED_THOUSAND], [], [], until, CN)).toBe(minor);
});

it('Taiwan knows none', () => {
  expect(doubledUpTo([HUNDRED_THOUSAND], [], [], '2026-05-01', 0n)).toBe(0n);
});

it.each([
  ['money stops it from the day after it came', [{ on: '2026-02-10', minor: 5_000_000n }], [], 26_250n],
  ['what comes in time starts nothing', [{ on: '2026-01-31', minor: 10_000_000n }], [], 0n],
  ['a day too late is one day', [{ on: '2026-02-01', minor: 10_000_000n }], [], 1_750n],
  ['both ends of a stay are free', [], [{ from: '2026-02-11', to: '2026-02-15' }], 26_250n],
  [
    'days in two stays are free once',
    [],
    [
      { from: '2026-02-11', to: '2026-02-14' },
      { from: '2026-02-13', to: '2026-02-15' },
    ],
    26_250n,
  ],
])('by 20 February: %s', (_rule, paid, stays, minor) => {
  expect(doubledUpTo([HUNDRED_THOUSAND], paid, stays, '2026-02-20', CN)).toBe(minor);
});

it('each part is rounded by itself, and money is for the one that was to be paid first', () => {
  const [first, second] = [
    { minor: 10_000n, performBy: '2026-01-31' },
    { minor: 10_000n, performBy: '2026-02-28' },
  ];
  // 1.75 a day: 30 days are 52.5, and 2 are 3.5.
  expect(doubledUpTo([second, first], [], [], '2026-03-02', CN)).toBe(53n + 4n);
  // Ten days on 100.00, then 20 on 50.00 are 35; 2 on the second.
  expect(doubledUpTo([second, first], [{ on: '2026-02-10', minor: 5_000n }], [], '2026-03-02', CN)).toBe(35n + 4n);
});
