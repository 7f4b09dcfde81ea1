import type { Terms } from '../../words.js';
import { type Apply, limitOf, periodsIn, refused } from '../draft.js';

const AS = { capitalised: 'capitalised', spread: 'deferred', waived: 'interest-free' } as const;

/** Some months in which nothing falls due; the end moves by them. */
export const grace: Apply<Extract<Terms, { kind: 'grace' }>> = (draft, { months, interest }) => {
  const periods = periodsIn(draft, 'grace', months, limitOf(draft, 'grace', 'months'));
  if (typeof periods !== 'number') return periods;
  if (interest === 'capitalised' && limitOf(draft, 'grace', 'capitalise') === 0) {
    return refused('grace-capitalise', 'interest that is not late may not become principal here', 'spread');
  }
  return { ...draft, repriced: true, added: draft.added + periods, grace: { kind: AS[interest], periods } };
};
