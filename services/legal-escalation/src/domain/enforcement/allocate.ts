import type { Minor } from '../words.js';
import type { Use } from './types.js';

/** What is still owed under a title, in the order in which money covers it. */
export type Left = Readonly<{ costs: Minor; judgment: Minor; doubled: Minor }>;

/**
 * What money of an enforcement is used for: the costs of enforcing, then what the judgment says with the interest that
 * it grants, then the doubled part of the interest for delay. What is left over has to go back.
 */
export function allocateRecovery(minor: Minor, left: Left): Use {
  const costs = Math.min(minor, left.costs);
  const judgment = Math.min(minor - costs, left.judgment);
  const doubled = Math.min(minor - costs - judgment, left.doubled);
  return { costs, judgment, doubled, surplus: minor - costs - judgment - doubled };
}
