import type { Terms } from '../../words.js';
import { type Apply, limitOf, refused } from '../draft.js';
import { newTerms } from './new-terms.js';

/** The balance of a card in instalments, for a holder who cannot pay it and wants to. */
export const cardPlan: Apply<Extract<Terms, { instalments: number; rate: string }>> = (draft, terms) => {
  const { position, facts } = draft;
  if (position.kind !== 'card') return refused('card-plan-card', 'a plan for cards alone');
  if (!facts.beyondMeans) return refused('card-plan-means', 'the debt is beyond what the holder can pay');
  if (!facts.willing) return refused('card-plan-willing', 'the holder is willing to pay');
  return newTerms(draft, 'card-plan', terms, limitOf(draft, 'card-plan', 'months'));
};
