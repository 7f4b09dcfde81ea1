import type { Terms } from '../../words.js';
import { NOTHING } from '../amounts.js';
import { type Apply, coming, limitOf, periodsIn, refused } from '../draft.js';
import { periodOn } from '../dates.js';
import { permilleOf } from '../maths.js';

const ALL = 1000;

/** Some months of a share of each month's principal and no interest; the rest over the instalments behind them. */
export const partialPrincipal: Apply<Extract<Terms, { kind: 'partial-principal' }>> = (draft, { months, permille }) => {
  const periods = periodsIn(draft, 'partial-principal', months, limitOf(draft, 'partial-principal', 'months'));
  if (typeof periods !== 'number') return periods;
  const rows = coming(draft.position);
  if (periods >= rows.length) {
    const most = Math.max(0, rows.length - 1) * draft.position.periodMonths;
    return refused('partial-principal-months', 'an instalment is left to repay the rest', most);
  }
  if (!Number.isSafeInteger(permille) || permille < 1 || permille >= ALL) {
    return refused(
      'partial-principal-permille',
      'a share is 1 to 999 thousandths',
      Math.min(Math.max(permille, 1), ALL - 1),
    );
  }
  const lead = rows.slice(0, periods).map(({ principal }, at) => ({
    ...NOTHING,
    dueOn: periodOn(draft.position, draft.sheet.firstDueOn, at),
    principal: permilleOf(principal, permille),
  }));
  return { ...draft, repriced: true, lead };
};
