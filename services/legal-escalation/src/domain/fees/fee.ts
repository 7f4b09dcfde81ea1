import type { Minor, ProceedingKind } from '../words.js';
import type { FeeRules, FeeVector, Share } from './rules.js';

const TEN_THOUSAND = 10_000n;
const WHOLE: Share = { of: 1, in: 1 };

/**
 * What a court asks for an amount, or a part of it. All of it is exact, and rounded half-up once at the end: a third of
 * 2,300.00 is 766.67, and never the third of a rounded fee. The cap holds for the whole fee.
 */
export function feeOf(vector: FeeVector, claimed: Minor, share: Share = WHOLE): Minor {
  const { perStarted = 1, roundedTo = 1, freeBelow = 0 } = vector;
  if (claimed < freeBelow) return 0;
  const amount = Math.ceil(claimed / perStarted) * perStarted;
  const exact = vector.brackets.reduce(
    ({ sum, from }, { upTo, perTenThousand }) => {
      const inside = Math.max(0, Math.min(amount, upTo ?? amount) - from);
      return { sum: sum + BigInt(inside) * BigInt(perTenThousand), from: upTo ?? from };
    },
    { sum: BigInt(vector.base) * TEN_THOUSAND, from: vector.baseUpTo },
  ).sum;
  const max = vector.max === null ? exact : BigInt(vector.max) * TEN_THOUSAND;
  const part = (exact < max ? exact : max) * BigInt(share.of);
  return halfUp(part, TEN_THOUSAND * BigInt(share.in) * BigInt(roundedTo)) * roundedTo;
}

/**
 * The fee of a kind of proceeding, or what is left of it where it was mediated or withdrawn; null where the rules of the
 * court's country do not know the kind.
 */
export function feeFor(rules: FeeRules, kind: ProceedingKind, amount: Minor, isSettled = false): Minor | null {
  const asked = rules.kinds[kind];
  if (asked === undefined) return null;
  if (asked === null) return 0;
  if ('fixed' in asked) return asked.fixed.find(({ below }) => below === null || amount < below)?.fee ?? null;
  const { vector, share, settled = share } = asked;
  return feeOf(rules.vectors[vector], amount, isSettled ? settled : share);
}

/** What a court asks for enforcing an amount. */
export const enforcementFeeFor = ({ vectors }: FeeRules, amount: Minor): Minor => feeOf(vectors.enforcement, amount);

const halfUp = (above: bigint, below: bigint): Minor => Number((2n * above + below) / (2n * below));
