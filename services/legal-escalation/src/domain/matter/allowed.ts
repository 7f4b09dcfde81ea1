import type { Currency } from '@mora/kernel';
import type { Minor, Strategy } from '../words.js';
import type { Refusal } from './opinion.js';
import type { ConditionName, EvaluationRules } from './rules.js';
import type { Matter } from './types.js';

export type WayFacts = Readonly<{
  amount: Minor;
  currency: Currency;
  /** Whose average wage counts. */
  region: string;
  /** Whether both sides have agreed to the way. */
  agreed: boolean;
  isDomestic: boolean;
  isReachable: boolean;
  asksPreservation: boolean;
  /** Whether a suit goes on already. */
  isBesideSuit: boolean;
  papers: Matter['papers'];
}>;

/** Why a way to court is not open to a claim, by what the law asks; null where it is. */
export function allowed(strategy: Strategy, facts: WayFacts, rules: EvaluationRules): Refusal | null {
  const { most, conditions } = rules.strategies[strategy];
  if (most !== null && facts.amount > (most[facts.currency] ?? 0)) return { because: 'amount-over' };
  const failed = conditions.map((name) => HOLDS[name](facts, rules)).find((refusal) => refusal !== null);
  return failed ?? null;
}

type Holds = (facts: WayFacts, rules: EvaluationRules) => Refusal | null;

const unless = (holds: boolean, detail: ConditionName): Refusal | null =>
  holds ? null : { because: 'conditions', detail };

const has = ({ papers }: WayFacts, wanted: Matter['papers'][number]['kind']): boolean =>
  papers.some(({ kind }) => kind === wanted);

const HOLDS: Readonly<Record<ConditionName, Holds>> = {
  domestic: ({ isDomestic }) => unless(isDomestic, 'domestic'),
  reachable: ({ isReachable }) => unless(isReachable, 'reachable'),
  'no-preservation': ({ asksPreservation }) => unless(!asksPreservation, 'no-preservation'),
  'notarised-papers': (facts) =>
    unless(has(facts, 'notarised-instrument') && has(facts, 'execution-certificate'), 'notarised-papers'),
  'collateral-paper': (facts) => unless(has(facts, 'collateral'), 'collateral-paper'),
  security: (facts) => unless(facts.isBesideSuit || has(facts, 'security'), 'security'),
  'wage-share': ({ amount, region, agreed }, { wageShare: { wages, permille, agreedPermille } }) => {
    // A wage that nobody has entered limits to nothing: no claim is small by a number that is not known.
    const wage = Object.hasOwn(wages, region) ? wages[region] : undefined;
    if (wage === undefined) return { because: 'conditions', detail: 'wage-share: no average wage is entered' };
    const isOver = BigInt(amount) * 1000n > BigInt(wage.yearly) * BigInt(agreed ? agreedPermille : permille);
    return isOver ? { because: 'amount-over' } : null;
  },
};
