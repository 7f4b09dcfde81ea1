import type { Terms } from '../../words.js';
import { periodOn } from '../dates.js';
import { type Apply, coming, type Draft, isRefused, limitOf, refused } from '../draft.js';
import { rowsOf } from '../rows.js';
import type { NotBuilt } from '../types.js';
import { newTerms } from './new-terms.js';

const MONTHS_A_YEAR = 12;
const ALL = 1000;

type Agreed = Extract<Terms, { instalments: number; rate: string }>;

/** Instalments as Taiwan's banks agree them (協議分期): a short loan within its years, a longer one by what is left of it. */
export const twAgreed: Apply<Agreed> = (draft, terms) => {
  const { originalCount, periodMonths } = draft.position;
  const shortTerm = limitOf(draft, 'tw-agreed', 'shortTermMonths') ?? MONTHS_A_YEAR;
  return originalCount * periodMonths <= shortTerm ? shortLoan(draft, terms) : longerLoan(draft, terms);
};

function shortLoan(draft: Draft, terms: Agreed): Draft | NotBuilt {
  const next = newTerms(draft, 'tw-agreed', terms, limitOf(draft, 'tw-agreed', 'shortMonths'));
  if (isRefused(next)) return next;
  const least = limitOf(draft, 'tw-agreed', 'yearlyPermille');
  const built = rowsOf(next);
  if (isRefused(built) || least === null) return isRefused(built) ? built : next;
  const { periodMonths } = draft.position;
  const principals = built.rows.map(({ principal }) => principal);
  const whole = principals.reduce((sum, part) => sum + part, 0);
  const aYear = MONTHS_A_YEAR / periodMonths;
  for (let at = 0; at + aYear < principals.length; at += aYear) {
    const inYear = principals.slice(at, at + aYear).reduce((sum, part) => sum + part, 0);
    if (inYear * ALL < whole * least) {
      return refused('tw-agreed-yearly', `${least / 10} % of the balance or more is repaid each year`);
    }
  }
  return next;
}

function longerLoan(draft: Draft, terms: Agreed): Draft | NotBuilt {
  const { position, sheet } = draft;
  const left = coming(position).length * position.periodMonths;
  if (left === 0) return refused('tw-agreed-remaining', 'nothing is left of the term by which it is measured');
  const times = limitOf(draft, 'tw-agreed', 'timesRemaining');
  const longest = limitOf(draft, 'tw-agreed', 'longMonths');
  const most = Math.min(times === null ? Infinity : left * times, longest ?? Infinity);
  const next = newTerms(draft, 'tw-agreed', terms, Number.isFinite(most) ? most : null);
  if (isRefused(next)) return next;
  const least = limitOf(draft, 'tw-agreed', 'arrearsPermille');
  const days = Array.from({ length: next.count }, (_, at) => periodOn(position, sheet.firstDueOn, at));
  const inTerm = days.filter((day) => day <= position.endOn).length;
  if (least !== null && inTerm * ALL < next.count * least) {
    return refused('tw-agreed-arrears', `${least / 10} % of the arrears or more is repaid within the old term`);
  }
  return { ...next, laying: { over: next.count } };
}
