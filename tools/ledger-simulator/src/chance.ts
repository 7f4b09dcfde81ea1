import { createHash } from 'node:crypto';

const BYTES = 6;
const RANGE = 2 ** (8 * BYTES);

/**
 * A number in [0, 1) that depends on nothing but its names: seed, loan, day or instalment, purpose.
 * There is no generator whose order would matter, so any day of any loan can be computed by itself.
 */
export function chance(...names: readonly (string | number)[]): number {
  const hash = createHash('sha256').update(names.join('\u0000')).digest();
  return hash.readUIntBE(0, BYTES) / RANGE;
}

/** A whole number from `low` to `high`, both included. */
export const wholeBetween = (low: number, high: number, luck: number): number =>
  low + Math.floor(luck * (high - low + 1));

/** The first entry whose share of the whole the luck falls into. Shares are in per mille and add up to 1000. */
export function pick<T>(shares: readonly (readonly [T, number])[], luck: number): T {
  let left = Math.floor(luck * 1000);
  for (const [entry, share] of shares) {
    if (left < share) return entry;
    left -= share;
  }
  throw new RangeError('shares must add up to 1000');
}
