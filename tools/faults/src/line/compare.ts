const ASPECTS = ['standing', 'history', 'balance', 'plan', 'period', 'record'] as const;
type Aspect = (typeof ASPECTS)[number];

/** What must not depend on who was away, by what it is about: in words that can be compared. */
export type Outcome = Readonly<Record<Aspect, ReadonlyMap<string, string>>>;

export type Difference = Readonly<{ aspect: Aspect; kind: 'lost' | 'unexpected' | 'differs'; what: string }>;

const MOST_WORDS = 400;

/** Where a run has come out otherwise than the one in which nobody was away. */
export const differences = (expected: Outcome, found: Outcome): readonly Difference[] =>
  ASPECTS.flatMap((aspect) => [
    ...[...expected[aspect]].flatMap(([key, words]) => differing(aspect, key, words, found[aspect].get(key))),
    ...[...found[aspect].keys()]
      .filter((key) => !expected[aspect].has(key))
      .map((key): Difference => ({ aspect, kind: 'unexpected', what: `${key}: ${found[aspect].get(key)}` })),
  ]);

function differing(aspect: Aspect, key: string, words: string, now: string | undefined): readonly Difference[] {
  if (now === words) return [];
  if (now === undefined) return [{ aspect, kind: 'lost', what: `${key}: ${words.slice(0, MOST_WORDS)}` }];
  return [
    { aspect, kind: 'differs', what: `${key}: ${now.slice(0, MOST_WORDS)}, and was ${words.slice(0, MOST_WORDS)}` },
  ];
}

/** One line: what was compared, and how much of it is not the same. */
export function summaryOf(expected: Outcome, found: readonly Difference[]): string {
  const told = ASPECTS.map((aspect) => {
    const wrong = found.filter((one) => one.aspect === aspect).length;
    const of = `${expected[aspect].size} ${NAMES[aspect]}`;
    return wrong === 0 ? of : `${of} (${wrong} DIFFER)`;
  });
  return `the same as without the stop: ${told.join(', ')}`;
}

const NAMES: Readonly<Record<Aspect, string>> = {
  standing: 'standings',
  history: 'lines of their history',
  balance: 'balances',
  plan: 'plans with their payments',
  period: 'limitation periods',
  record: 'records of loans and their delinquency',
};
