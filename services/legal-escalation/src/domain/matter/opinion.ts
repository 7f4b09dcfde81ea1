import { type CalendarDate, type Currency, daysBetween } from '@mora/kernel';
import type { Jurisdiction, Minor, Strategy } from '../words.js';
import type { EvaluationRules } from './rules.js';
import type { Matter } from './types.js';

/** Why something may not be done; the names in `detail` are of items and ways, never of people. */
export type Refusal = Readonly<{ because: string; detail?: string }>;

export type Opinion = Readonly<{
  strategy: Strategy;
  expectedRecovery: Minor;
  expectedCost: Minor;
  /** Each begins with the name of the milder way: `settlement: refused twice`. */
  lessHarmful: readonly string[];
}>;

export type OpinionFacts = Readonly<{
  amount: Minor;
  currency: Currency;
  jurisdiction: Jurisdiction;
  checklist: Matter['checklist'];
}>;

/** Why an opinion cannot stand, the first reason that applies; null where it can. */
export function judgeOpinion(opinion: Opinion, facts: OpinionFacts, rules: EvaluationRules): Refusal | null {
  const { jurisdictions, needs, lessHarmful } = rules.strategies[opinion.strategy];
  if (!jurisdictions.includes(facts.jurisdiction)) return { because: 'other-jurisdiction' };
  const open = needs.filter((item) => !isSettled(facts.checklist, item));
  if (open.length > 0) return { because: 'checklist-open', detail: open.join(', ') };
  if (!isProportionate(opinion, facts, rules)) return { because: 'not-proportionate' };
  const silent = lessHarmful.filter((way) => !opinion.lessHarmful.some((said) => speaksOf(said, way)));
  return silent.length === 0 ? null : { because: 'less-harmful-open', detail: silent.join(', ') };
}

const isSettled = (checklist: Matter['checklist'], wanted: string): boolean =>
  checklist.some(({ item, state }) => item === wanted && (state === 'yes' || state === 'na'));

/** A name alone is no reason. */
const speaksOf = (said: string, way: string): boolean =>
  said.startsWith(`${way}:`) && said.slice(way.length + 1).trim() !== '';

/** Whether what can be got is worth what it costs, and the claim is worth a court's time. */
export function isProportionate(
  { strategy, expectedRecovery, expectedCost }: Pick<Opinion, 'strategy' | 'expectedRecovery' | 'expectedCost'>,
  { amount, currency }: Pick<OpinionFacts, 'amount' | 'currency'>,
  { strategies, recoveryPermille, leastClaim }: EvaluationRules,
): boolean {
  if (!strategies[strategy].court) return true;
  const least = leastClaim[currency];
  const isEnough = least !== undefined && amount >= least;
  return isEnough && BigInt(expectedRecovery) * 1000n >= BigInt(expectedCost) * BigInt(recoveryPermille);
}

/** Why somebody may not decide on the opinion of a case: nobody approves their own. */
export function judgeApproval(
  { evaluation, lawyer }: Pick<Matter, 'evaluation' | 'lawyer'>,
  actor: string,
  { otherLawyer }: Pick<EvaluationRules, 'otherLawyer'>,
): Refusal | null {
  if (evaluation?.state !== 'given') return { because: 'nothing-to-approve' };
  if (actor === evaluation.by) return { because: 'own-approval' };
  return otherLawyer && actor === lawyer ? { because: 'own-approval' } : null;
}

export type Claimed = Readonly<{ asOf: CalendarDate; total: Minor }>;

/** Whether a claim has moved away from the one that was approved, so that it has to be approved anew. */
export function isStale(
  approved: Claimed,
  now: Claimed,
  { staleDays, stalePermille }: Pick<EvaluationRules, 'staleDays' | 'stalePermille'>,
): boolean {
  const moved = BigInt(Math.abs(now.total - approved.total)) * 1000n;
  return daysBetween(approved.asOf, now.asOf) > staleDays || moved > BigInt(approved.total) * BigInt(stalePermille);
}
