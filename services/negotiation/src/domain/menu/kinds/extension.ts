import type { Terms } from '../../words.js';
import { type Apply, type Draft, limitOf, periodsIn, refused } from '../draft.js';

const YEAR = 12;

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

/** By the length of the loan as it was agreed at first, less what it was extended by before. */
function lawfulMonths(draft: Draft): number | null {
  const { position, facts } = draft;
  const term = position.originalCount * position.periodMonths;
  const limit = (name: string) => limitOf(draft, 'extension', name);
  const shareOf = (permille: number | null) => (permille === null ? null : Math.floor((term * permille) / 1000));
  const shortTerm = limit('shortTermMonths') ?? YEAR;
  const mediumTerm = limit('mediumTermMonths') ?? shortTerm;
  const most =
    term <= shortTerm
      ? shareOf(limit('shortPermille'))
      : term <= mediumTerm
        ? shareOf(limit('mediumPermille'))
        : limit('longMonths');
  return most === null ? null : most - facts.extendedMonths;
}
