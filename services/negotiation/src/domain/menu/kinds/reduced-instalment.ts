import type { Terms } from '../../words.js';
import { type Apply, coming, refused, within } from '../draft.js';

/** All that is open is repaid over more instalments than are left. */
export const reducedInstalment: Apply<Extract<Terms, { instalments: number }>> = (draft, { instalments }) => {
  const left = coming(draft.position).length;
  const tooMany = within('reduced-instalment', 'instalments', instalments, draft.rules.product.maxInstalments);
  if (tooMany !== null) return tooMany;
  if (instalments <= left) {
    return refused('reduced-instalment-instalments', `more than the ${left} instalments that are left`, left + 1);
  }
  return { ...draft, repriced: true, count: instalments };
};
