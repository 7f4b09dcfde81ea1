import type { Terms } from '../../words.js';
import { type Apply, coming, limitOf, periodsIn, refused } from '../draft.js';

/** Some months of interest alone; then the principal by the old end, or over as many instalments as before. */
export const interestOnly: Apply<Extract<Terms, { kind: 'interest-only' }>> = (draft, { months, then }) => {
  const periods = periodsIn(draft, 'interest-only', months, limitOf(draft, 'interest-only', 'months'));
  if (typeof periods !== 'number') return periods;
  const left = coming(draft.position).length;
  if (then === 'same-end' && periods >= left) {
    const most = (left - 1) * draft.position.periodMonths;
    return refused('interest-only-months', 'an instalment is left to repay the principal', Math.max(0, most));
  }
  const added = draft.added + (then === 'longer' ? periods : 0);
  return { ...draft, repriced: true, added, grace: { kind: 'interest-only', periods } };
};
