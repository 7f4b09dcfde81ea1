import type { Terms } from '../../words.js';
import { type Apply, type Draft, periodsIn, refused } from '../draft.js';
import { lawfulMonths } from '../term-limit.js';

/** The last due date moves; what is not due yet, and the principal that is, are repaid anew as the old schedule did. */
export const extension: Apply<Extract<Terms, { kind: 'extension' }>> = (draft, { months }) => {
  if (draft.facts.applied === 'after-end') {
    return refused('extension-applied', 'an extension is applied for before the term ends', 'reduced-instalment');
  }
  const most = mostMonths(draft);
  if (most < 1) return refused('extension-months', 'the loan was extended as far as it may be');
  const periods = periodsIn(draft, 'extension', months, most);
  if (typeof periods !== 'number') return periods;
  return { ...draft, repriced: true, added: draft.added + periods };
};

/** By the law, and by how long loans of the product may be. */
function mostMonths(draft: Draft): number {
  const { position, rules } = draft;
  const room = (rules.product.maxInstalments - draft.count) * position.periodMonths;
  return Math.min(room, lawfulMonths(draft) ?? room);
}
