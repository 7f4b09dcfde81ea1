import { differences, type Outcome, summaryOf } from './compare.js';

const none = new Map<string, string>();
const EXPECTED: Outcome = {
  standing: new Map([['l', 'M2']]),
  history: none,
  balance: new Map([['l', '500']]),
  plan: new Map([['p', 'active, 2 payments']]),
  period: new Map([['c', 'until 2028-01-01']]),
  record: new Map([['e', 'paid 500']]),
};

it('finds nothing where nothing differs', () => {
  expect(differences(EXPECTED, EXPECTED)).toEqual([]);
  expect(summaryOf(EXPECTED, [])).not.toContain('DIFFER');
});

it.each<[string, Partial<Outcome>, readonly string[]]>([
  ['a loan that stands elsewhere', { standing: new Map([['l', 'M3']]) }, ['standing differs: l: M3, and was M2']],
  ['a balance', { balance: new Map([['l', '501']]) }, ['balance differs: l: 501, and was 500']],
  ['a payment that no plan knows', { plan: none }, ['plan lost: p: active, 2 payments']],
  [
    'a period',
    { period: new Map([['c', 'until 2028-01-02']]) },
    ['period differs: c: until 2028-01-02, and was until 2028-01-01'],
  ],
  ['a record that is lost', { record: none }, ['record lost: e: paid 500']],
  [
    'a record that was said twice',
    { record: new Map([...EXPECTED.record, ['f', 'paid 500']]) },
    ['record unexpected: f: paid 500'],
  ],
])('finds %s', (_what, change, says) => {
  const found = differences(EXPECTED, { ...EXPECTED, ...change });
  expect(found.map(({ aspect, kind, what }) => `${aspect} ${kind}: ${what}`)).toEqual(says);
  expect(summaryOf(EXPECTED, found)).toContain('(1 DIFFER)');
});
