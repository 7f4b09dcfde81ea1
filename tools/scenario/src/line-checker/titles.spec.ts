import { owedOn, type Title, usesOf } from './titles.js';

/** 1,000.00 that was to be paid by the end of January, and 50.00 of costs: 17.5 hundredths of a cent a day... */
const PART = { minor: 100_000n, performBy: '2026-01-31' };
const title = (came: Title['came'], more: Partial<Title> = {}): Title => ({
  costs: 5_000n,
  awarded: 100_000n,
  general: 0n,
  running: null,
  parts: [PART],
  stays: [],
  ofMillion: 175n,
  came,
  ...more,
});
const court = (id: string, on: string, minor: bigint) => ({ id, on, minor, isCourts: true });
const bank = (id: string, on: string, minor: bigint) => ({ id, on, minor, isCourts: false });
const use = (of: Title, id: string) => {
  const { costs, judgment, doubled, surplus } = usesOf(of).get(id) ?? {};
  return [costs, judgment, doubled, surplus].map(Number);
};

it.each([
  ['costs come first', 4_999n, [4_999, 0, 0, 0]],
  ['and to the last cent', 5_000n, [5_000, 0, 0, 0]],
  ['then the judgment', 5_001n, [5_000, 1, 0, 0]],
  ['to its last cent', 105_000n, [5_000, 100_000, 0, 0]],
  // 1,000.00 for ten days are 1.75.
  ['then the doubled interest', 105_001n, [5_000, 100_000, 1, 0]],
  ['to its last cent', 105_175n, [5_000, 100_000, 175, 0]],
  ['and what is too much goes back', 105_176n, [5_000, 100_000, 175, 1]],
])('of money that comes ten days late %s', (_rule, minor, uses) => {
  expect(use(title([court('r', '2026-02-10', minor)]), 'r')).toEqual(uses);
});

it('money is used as it came, whoever is told of first; of one day by its id', () => {
  const early = court('z', '2026-02-01', 5_000n);
  const late = court('a', '2026-02-02', 1_000n);
  for (const came of [
    [early, late],
    [late, early],
  ]) {
    expect([use(title(came), 'z'), use(title(came), 'a')]).toEqual([
      [5_000, 0, 0, 0],
      [0, 1_000, 0, 0],
    ]);
  }
  expect(use(title([early, { ...late, on: early.on }]), 'a')).toEqual([1_000, 0, 0, 0]);
});

it('what the debtor pays to the bank is enforced no more', () => {
  expect(owedOn(title([bank('t', '2026-01-20', 60_000n)]), '2026-01-31')).toEqual({ left: 45_000n, due: 45_000n });
  expect(owedOn(title([bank('t', '2026-01-20', 105_000n)]), '2026-03-31')).toEqual({ left: 0n, due: 0n });
});

it.each([
  ['before the last day nothing can be asked for', '2026-01-30', 0n],
  ['on it everything', '2026-01-31', 105_000n],
  ['and a day later what has grown since', '2026-02-01', 105_018n],
])('%s', (_rule, on, due) => {
  expect(owedOn(title([]), on).due).toBe(due);
});

it('of a judgment in parts a court takes what is due by the day before, and the debtor may pay ahead', () => {
  const parts = [
    { minor: 40_000n, performBy: '2026-01-31' },
    { minor: 60_000n, performBy: '2026-06-30' },
  ];
  const inParts = (...came: Title['came']) => title(came, { parts, costs: 0n, general: 1_000n, awarded: 101_000n });
  expect(owedOn(inParts(), '2026-01-31')).toEqual({ left: 101_000n, due: 40_000n });
  expect(use(inParts(court('r', '2026-01-31', 50_000n)), 'r')).toEqual([0, 0, 0, 50_000]);
  expect(use(inParts(court('r', '2026-02-01', 50_000n)), 'r')).toEqual([0, 40_000, 7, 9_993]);
  expect(use(inParts(bank('t', '2026-02-01', 50_000n)), 't')).toEqual([0, 49_993, 7, 0]);
  // What the judgment grants beside them is due with the last of them.
  expect(owedOn(inParts(), '2026-06-30').due).toBe(101_000n + (40_000n * 175n * 150n) / 1_000_000n);
});

it('a day on which enforcing rests adds nothing', () => {
  const rests = title([], { stays: [{ from: '2026-02-01', to: '2026-02-10' }] });
  expect(owedOn(rests, '2026-02-10').left).toBe(105_000n);
  expect(owedOn(rests, '2026-02-20').left).toBe(105_175n);
});

it('interest that was granted as a sum is paid before what bears', () => {
  const granted = (came: Title['came']) => title(came, { awarded: 110_000n, general: 10_000n, costs: 0n });
  const of = granted([court('r', '2026-02-10', 10_000n)]);
  expect(use(of, 'r')).toEqual([0, 10_000, 0, 0]);
  // Twenty days on 1,000.00.
  expect(owedOn(of, '2026-02-20').left).toBe(100_350n);
});

it('interest that runs is paid before the sum that bears it, on what is owed of that still', () => {
  // 7.3 % of 800.00 are 16 cents a day; ten days by the second half of February.
  const running = { rate: '0.073', yearDays: 365n, principal: 80_000n, from: '2026-02-10' };
  const of = (came: Title['came']) => title(came, { running, costs: 0n, ofMillion: 0n });
  expect(owedOn(of([]), '2026-02-20')).toEqual({ left: 100_160n, due: 100_160n });
  expect(use(of([court('r', '2026-02-20', 50_160n)]), 'r')).toEqual([0, 50_160, 0, 0]);
  // 500.00 are left, which is less than what bore: 10 cents a day.
  expect(owedOn(of([court('r', '2026-02-20', 50_160n)]), '2026-03-02').left).toBe(50_100n);
  expect(use(of([court('r', '2026-02-20', 100_161n)]), 'r')).toEqual([0, 100_160, 0, 1]);
});
