import { InvariantViolated } from '@mora/kernel';
import type { Minor, ProceedingKind } from '../words.js';
import { feeFor, feeOf } from './fee.js';
import type { FeeRules, FeeVector, FeeVectorName, Share } from './rules.js';

/** What a court asks for an amount: by one of its vectors, or for a kind of proceeding. */
export type FeeCase = Readonly<
  { name: string; amount: Minor; fee: Minor } & ({ vector: FeeVectorName; share?: Share } | { kind: ProceedingKind })
>;
export type FeeFile = FeeRules & Readonly<{ goldenCases: readonly FeeCase[] }>;

/** Throws InvariantViolated for a vector whose brackets do not rise, and for the first case that comes out otherwise. */
export function proveFees(file: FeeFile): void {
  const { id, version, vectors, kinds, goldenCases } = file;
  for (const [name, vector] of Object.entries(vectors)) {
    if (!rises(vector))
      throw new InvariantViolated(`${id}/${version}: the brackets of "${name}" do not rise to the end`);
  }
  for (const [kind, fee] of Object.entries(kinds)) {
    if (fee !== undefined && fee !== null && 'fixed' in fee && !endsOpen(fee.fixed.map(({ below }) => below)))
      throw new InvariantViolated(`${id}/${version}: the fees of "${kind}" do not rise to the end`);
  }
  for (const one of goldenCases) {
    const found =
      'vector' in one ? feeOf(vectors[one.vector], one.amount, one.share) : feeFor(file, one.kind, one.amount);
    if (found !== one.fee)
      throw new InvariantViolated(`${id}/${version}: "${one.name}" comes out as ${found}, not ${one.fee}`);
  }
}

const rises = ({ baseUpTo, brackets }: FeeVector): boolean => endsOpen([baseUpTo, ...brackets.map(({ upTo }) => upTo)]);

/** Each ends above the one before it, and only the last one has no end. */
function endsOpen(uppers: readonly (Minor | null)[]): boolean {
  const ends = uppers.map((end) => end ?? Infinity);
  return ends.at(-1) === Infinity && ends.every((end, at) => end > (ends[at - 1] ?? -1));
}
