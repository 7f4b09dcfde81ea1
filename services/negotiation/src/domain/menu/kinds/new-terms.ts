import type { Kind, Rate } from '../../words.js';
import { type Draft, periodsIn, refused } from '../draft.js';
import { compareRates, isRate } from '../maths.js';
import type { NotBuilt } from '../types.js';

type NewTerms = Readonly<{ instalments: number; rate: Rate }>;

/** All that is open over so many instalments at a rate that is not above the contract's. */
export function newTerms(draft: Draft, kind: Kind, terms: NewTerms, mostMonths: number | null): Draft | NotBuilt {
  const { rate, periodMonths } = draft.position;
  const periods = periodsIn(draft, kind, terms.instalments * periodMonths, mostMonths);
  if (typeof periods !== 'number') return inInstalments(kind, periods, periodMonths);
  if (!isRate(terms.rate)) return refused(`${kind}-rate`, 'a rate a year, such as 0.0600');
  if (compareRates(terms.rate, rate) > 0) return refused(`${kind}-rate`, `not above the contract's ${rate}`, rate);
  const isCut = compareRates(terms.rate, rate) < 0;
  return { ...draft, repriced: true, count: periods, cut: isCut ? { rate: terms.rate, periods: null } : null };
}

/** Laws count in months; whoever asks counts instalments. */
function inInstalments(kind: Kind, { because, allowed }: NotBuilt, periodMonths: number): NotBuilt {
  const most = allowed === null ? null : Math.floor(Number(allowed) / periodMonths);
  return refused(`${kind}-instalments`, because.replace('months is', 'the term in months is'), most);
}
