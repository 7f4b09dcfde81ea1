import { menuRulesFor } from '../menu/rules.js';
import { consentOf } from '../offers/limits.js';
import type { Scene } from '../offers/step.js';
import type { Offer } from '../offers/types.js';

/**
 * Whether a guarantor who has not agreed stands in the way: what is heavier than the contract does not bind them. Which
 * kinds wait for their word is the policy's; where nobody can say, all do.
 */
export function isBlocked(
  { built, kinds, consents }: Pick<Offer, 'built' | 'kinds' | 'consents'>,
  { view, at }: Scene,
): boolean {
  if (!built.heavier || consentOf(view.parts, at.openDay, consents) !== 'missing') return false;
  const { product, currency } = view.parts.ledger;
  const rules =
    product === null || currency === null ? null : menuRulesFor(view.policies.menu, product, currency, at.openDay);
  return rules === null || kinds.some((kind) => rules.forbearance.kinds[kind].consent === 'block');
}
