import type { Terms } from '../../words.js';
import { type Apply, periodsIn, refused } from '../draft.js';
import { compareRates, isRate } from '../maths.js';

/** A lower rate, for good or for some months. */
export const rateCut: Apply<Extract<Terms, { kind: 'rate-cut' }>> = (draft, { rate, months }) => {
  const { floorRate } = draft.rules.product;
  if (!isRate(rate)) return refused('rate-cut-rate', 'a rate a year, such as 0.0600');
  if (compareRates(rate, floorRate) < 0) return refused('rate-cut-rate', `not below ${floorRate} a year`, floorRate);
  if (compareRates(rate, draft.position.rate) >= 0) {
    return refused('rate-cut-rate', `below the rate of the contract, ${draft.position.rate}`);
  }
  const periods = months === null ? null : periodsIn(draft, 'rate-cut', months, null);
  if (periods !== null && typeof periods !== 'number') return periods;
  return { ...draft, repriced: true, cut: { rate, periods } };
};
