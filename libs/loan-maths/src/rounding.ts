import type { Fraction } from './fraction.js';

/** To the nearest minor unit; a half goes away from nought (domain rule M-41). */
export function roundHalfUp({ num, den }: Fraction): bigint {
  const size = num < 0n ? -num : num;
  const rounded = (2n * size + den) / (2n * den);
  return num < 0n ? -rounded : rounded;
}

/** To the minor unit below: for what must not be exceeded. */
export function roundDown({ num, den }: Fraction): bigint {
  const truncated = num / den;
  return num < 0n && truncated * den !== num ? truncated - 1n : truncated;
}

/**
 * An amount in equal parts, each rounded half up; the last takes the remainder. No part is negative: where rounding up
 * used the amount up before the end, the parts that follow are nought.
 */
export function spread(amount: bigint, parts: number): readonly bigint[] {
  if (amount < 0n || !Number.isInteger(parts) || parts < 1)
    throw new RangeError('an amount is spread over 1 part or more');
  const each = roundHalfUp({ num: amount, den: BigInt(parts) });
  let left = amount;
  return Array.from({ length: parts }, (_, at) => {
    const part = at === parts - 1 || each > left ? left : each;
    left -= part;
    return part;
  });
}

/**
 * An amount in proportion to weights, down to the minor unit; what is left over goes, unit by unit, to the largest
 * remainders and among equals to the first. Never more than its weight where the amount is at most their sum.
 */
export function inProportion(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / sum);
  let left = Number(amount - shares.reduce((total, share) => total + share, 0n));
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (amount * weight) % sum }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1));
  for (const { at } of byRemainder) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0n) + 1n;
    left -= 1;
  }
  return shares;
}
