import { addDays, type CalendarDate } from '@mora/kernel';
import type { Minor, Verdict } from '../words.js';
import { assess } from './assess.js';
import { whyNotJudged } from './household.js';
import type { AffordabilityRules } from './rules.js';
import type { Proof, Statement } from './types.js';

type ProofOf = 'verified' | 'given' | 'refused' | 'expired' | 'none';

/** A household in short, and what the rules are to make of it. */
export type AffordabilityCase = Readonly<{
  name: string;
  region: string;
  incomes: readonly Readonly<{
    kind: Statement['incomes'][number]['kind'];
    monthly: Minor;
    usual?: Minor;
    regular: boolean;
    proof: ProofOf;
  }>[];
  dependants: readonly number[];
  essential: Minor;
  priorityDebts: Minor;
  liquid: Minor;
  shock: Statement['shock'];
  contractual: Minor;
  overdue: Minor;
  expect: Readonly<{ verdict: Verdict; capacity: Minor; stressed: Minor; missing: readonly string[] }>;
}>;

/** What the rules make of a case, in the words in which the case says what it expects. */
export function answerTo(one: AffordabilityCase, rules: AffordabilityRules): AffordabilityCase['expect'] | string {
  const on = rules.effectiveFrom;
  const statement = statementOf(one, rules, on);
  const why = whyNotJudged(statement, rules, { openDay: on, today: on });
  if (why !== null) return why;
  const { contractual, overdue } = one;
  const found = assess(statement, proofsOf(one, rules, on), { contractual, overdue }, rules, on);
  const { verdict, capacity, stressed, missing } = found;
  return { verdict, capacity, stressed, missing };
}

function statementOf(one: AffordabilityCase, { currency }: AffordabilityRules, asOf: CalendarDate): Statement {
  return {
    region: one.region,
    asOf,
    dependants: one.dependants.map((sharePermille) => ({ sharePermille })),
    incomes: one.incomes.map(({ kind, monthly, usual, regular, proof }, n) => ({
      kind,
      monthly,
      ...(usual !== undefined && { usual }),
      regular,
      proof: proof === 'none' ? null : `doc-${n}`,
    })),
    expenses: [{ kind: 'other', monthly: one.essential, essential: true, proof: null }],
    debts: [{ kind: 'other', monthly: one.priorityDebts, priority: true, bad: false }],
    assets: [{ kind: 'deposit', value: one.liquid, liquid: true, exempt: false }],
    shock: one.shock,
    currency,
  };
}

const proofsOf = ({ incomes }: AffordabilityCase, rules: AffordabilityRules, on: CalendarDate): readonly Proof[] =>
  incomes.flatMap(({ kind, proof }, n): readonly Proof[] => {
    if (proof === 'none') return [];
    return [
      {
        docId: `doc-${n}`,
        kind: rules.proofs[kind]?.[0] ?? 'other',
        sha256: '0'.repeat(64),
        type: 'pdf',
        state: proof === 'expired' ? 'verified' : proof,
        givenBy: 'golden',
        verifiedBy: null,
        expiresOn: proof === 'expired' ? addDays(on, -1) : null,
      },
    ];
  });
