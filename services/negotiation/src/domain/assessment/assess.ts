import { addDays, addMonths, type CalendarDate, earliest } from '@mora/kernel';
import type { Difficulty, Minor, PolicyRef, Verdict } from '../words.js';
import { floorOf, share, sum } from './household.js';
import { missingProofs, type Proved, provedIncomes, type Standing } from './proving.js';
import { type AffordabilityRules, refOf } from './rules.js';
import type { Assessment, Later, Line, Owed, Proof, Statement } from './types.js';

const WHOLE = 1_000;

/**
 * What a household can bear in a month, and what kind of difficulty it is in: what counts of its income, less what it
 * lives on and what it must pay first. Each figure is a line of its own with the rule that it follows.
 */
export function assess(
  statement: Statement,
  proofs: readonly Proof[],
  owed: Owed,
  rules: AffordabilityRules,
  on: CalendarDate,
): Assessment {
  const proved = provedIncomes(statement, proofs, rules, on);
  const counted = proved.map((one) => countedOf(one, rules));
  const means = meansOf(statement, counted, rules);
  const { verdict, rule } = judged(means, owed, statement.shock, rules);
  return {
    verdict,
    verdictBy: refOf(rules, rule),
    difficulty: difficultyOf(means, owed, statement),
    beyondMeans: means.capacity < owed.contractual,
    capacity: means.capacity,
    stressed: means.stressed,
    liquid: means.liquid,
    later: verdict === 'short-term' ? laterOf(means, statement, on) : null,
    lines: linesOf(counted, means, owed, rules),
    missing: missingProofs(proved, rules),
    validUntil: validUntil(proved, rules, earliest(statement.asOf, on)),
  };
}

type Counted = Readonly<{ kind: string; rule: Standing | 'irregular'; now: Minor; usual: Minor }>;

function countedOf({ income, standing }: Proved, rules: AffordabilityRules): Counted {
  const { kind, monthly, usual = monthly, regular } = income;
  const byProof = { verified: WHOLE, given: rules.unverifiedPermille, unproven: rules.unprovenPermille }[standing];
  const counts = (minor: Minor): Minor => share(share(minor, byProof), regular ? WHOLE : rules.irregularPermille);
  return { kind, rule: regular ? standing : 'irregular', now: counts(monthly), usual: counts(usual) };
}

type Means = Readonly<Record<(typeof FIGURES)[number], Minor>>;

/** The figures of the calculation in its order. */
const FIGURES = [
  'income',
  'essential-stated',
  'living-floor',
  'essential',
  'priority-debts',
  'disposable',
  'capacity',
  'stressed',
  'after-shock',
  'liquid',
] as const;

function meansOf(statement: Statement, counted: readonly Counted[], rules: AffordabilityRules): Means {
  const income = sum(counted.map(({ now }) => now));
  const usual = sum(counted.map((one) => one.usual));
  const stated = sum(statement.expenses.map(({ essential, monthly }) => (essential ? monthly : 0)));
  const floor = floorOf(statement, rules);
  const essential = Math.max(stated, floor);
  const debts = sum(statement.debts.map(({ priority, monthly }) => (priority ? monthly : 0)));
  const left = (earned: Minor): Minor => Math.max(0, earned - essential - debts);
  const borne = (earned: Minor): Minor => share(left(earned), rules.permille);
  return {
    income,
    'essential-stated': stated,
    'living-floor': floor,
    essential,
    'priority-debts': debts,
    disposable: left(income),
    capacity: borne(income),
    stressed: borne(share(income, rules.stressPermille)),
    'after-shock': borne(share(usual, rules.stressPermille)),
    liquid: sum(statement.assets.map(({ liquid, exempt, value }) => (liquid && !exempt ? value : 0))),
  };
}

/** A squeeze that is to last for some months is over when they are; one without a shock is over now. */
const laterOf = (means: Means, { shock }: Statement, on: CalendarDate): Later => ({
  from: addMonths(on, monthsOf(shock)),
  minor: means['after-shock'],
});

type Judged = Readonly<{ verdict: Verdict; rule: string }>;

function judged(
  means: Means,
  { contractual, overdue }: Owed,
  shock: Statement['shock'],
  rules: AffordabilityRules,
): Judged {
  const { capacity, liquid } = means;
  if (capacity >= contractual && overdue <= liquid) return { verdict: 'not-in-difficulty', rule: 'bears-all' };
  // Where nothing falls due any more, what can be borne must still be worth a plan.
  const aim = Math.max(contractual, rules.leastInstalmentMinor);
  const isShort = monthsOf(shock) <= rules.shortMonths;
  if (isShort && means['after-shock'] >= aim) return { verdict: 'short-term', rule: 'bears-again-soon' };
  if (capacity >= rules.leastInstalmentMinor) return { verdict: 'long-term', rule: 'bears-less' };
  return { verdict: 'unaffordable', rule: 'bears-too-little' };
}

/** A shock of which nobody knows when it ends is a long one; where there was none it is over. */
const monthsOf = ({ kind, expectedMonths }: Statement['shock']): number =>
  kind === 'none' ? 0 : (expectedMonths ?? Infinity);

/** The first sign of financial difficulty that the law names and the figures show (C-12). */
function difficultyOf({ capacity }: Means, { contractual, overdue }: Owed, { debts }: Statement): Difficulty {
  if (overdue > 0) return 'overdue';
  if (capacity < contractual) return 'cash-flow';
  return debts.some(({ bad }) => bad) ? 'other-debt-bad' : 'none';
}

function linesOf(
  counted: readonly Counted[],
  means: Means,
  { contractual, overdue }: Owed,
  rules: AffordabilityRules,
): readonly Line[] {
  const line = (code: string, minor: Minor, by: PolicyRef): Line => ({ code, minor, by });
  return [
    ...counted.map(({ kind, rule, now }) => line(`income.${kind}`, now, refOf(rules, `income-${rule}`))),
    ...FIGURES.map((code) => line(code, means[code], refOf(rules, code))),
    line('contractual', contractual, refOf(rules, 'contractual')),
    line('overdue', overdue, refOf(rules, 'overdue')),
  ];
}

/** As long as the policy says from when it was stated for, and no longer than the documents that it rests on. */
const validUntil = (proved: readonly Proved[], { validDays }: AffordabilityRules, from: CalendarDate): CalendarDate =>
  proved.reduce(
    (until, { proof }) => (proof === null || proof.expiresOn === null ? until : earliest(until, proof.expiresOn)),
    addDays(from, validDays),
  );
