import type { CalendarDate } from '@mora/kernel';
import type { AffordabilityRules } from './rules.js';
import type { Proof, Statement } from './types.js';

export type Income = Statement['incomes'][number];

/** How well an income is proved. Where no proof is wanted of its kind, what is stated counts as given. */
export type Standing = 'verified' | 'given' | 'unproven';

export type Proved = Readonly<{ income: Income; standing: Standing; proof: Proof | null }>;

/** Whether a document is still good on a day; its last day is among them. */
export const isGood = ({ state, expiresOn }: Proof, on: CalendarDate): boolean =>
  state !== 'refused' && (expiresOn === null || expiresOn >= on);

/**
 * The incomes in order, each with the document that proves it: the one that the statement names, or else any that is
 * good, of a fitting kind, and stands for no other income.
 */
export function provedIncomes(
  { incomes }: Statement,
  proofs: readonly Proof[],
  rules: AffordabilityRules,
  on: CalendarDate,
): readonly Proved[] {
  const taken = new Set(incomes.flatMap(({ proof }) => proof ?? []));
  return incomes.map((income): Proved => {
    const wanted = rules.proofs[income.kind] ?? [];
    const fits = (proof: Proof): boolean => isGood(proof, on) && (wanted.length === 0 || wanted.includes(proof.kind));
    const named = proofs.find(({ docId }) => docId === income.proof);
    const proof = income.proof === null ? freeOne(proofs, taken, wanted, fits) : named;
    if (proof !== undefined && fits(proof)) {
      taken.add(proof.docId);
      return { income, standing: proof.state === 'verified' ? 'verified' : 'given', proof };
    }
    return { income, standing: wanted.length === 0 ? 'given' : 'unproven', proof: null };
  });
}

/** One that is verified before one that is not. */
function freeOne(
  proofs: readonly Proof[],
  taken: ReadonlySet<string>,
  wanted: readonly string[],
  fits: (proof: Proof) => boolean,
): Proof | undefined {
  if (wanted.length === 0) return undefined;
  const free = proofs.filter((proof) => fits(proof) && !taken.has(proof.docId));
  return free.find(({ state }) => state === 'verified') ?? free[0];
}

/** The kinds of proof that are wanting, each once: the first of those that would do. */
export const missingProofs = (proved: readonly Proved[], { proofs }: AffordabilityRules): readonly string[] => [
  ...new Set(
    proved.flatMap(({ income, standing }) => (standing === 'unproven' ? (proofs[income.kind]?.[0] ?? []) : [])),
  ),
];

/** Those of the kinds that are asked for which these documents do not answer. */
export const stillWanted = (
  wanted: readonly string[],
  given: readonly Proof[],
  { proofs }: AffordabilityRules,
  on: CalendarDate,
): readonly string[] =>
  wanted.filter((kind) => {
    const answers = [kind, ...Object.values(proofs).flatMap((kinds) => (kinds[0] === kind ? kinds : []))];
    return !given.some((proof) => isGood(proof, on) && answers.includes(proof.kind));
  });
