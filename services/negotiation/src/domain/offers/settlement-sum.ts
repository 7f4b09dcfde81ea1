import { permilleOf } from '../menu/maths.js';
import type { Minor } from '../words.js';
import type { OfferRules } from './rules.js';

const ALL = 1_000;

/**
 * The largest share of what is owed, by steps of the policy, that the household has at hand; null where none is, or where
 * it could pay all. The sum is told to the ledger and on the stream: were it just what is at hand, a sealed figure would
 * be read from it.
 */
export function settlementSum(owed: Minor, liquid: Minor, { permille }: OfferRules['settlementStep']): Minor | null {
  if (liquid >= owed) return null;
  const shares = Array.from({ length: Math.floor((ALL - 1) / permille) }, (_, at) =>
    permilleOf(owed, (at + 1) * permille),
  );
  return shares.findLast((share) => share <= liquid) ?? null;
}
