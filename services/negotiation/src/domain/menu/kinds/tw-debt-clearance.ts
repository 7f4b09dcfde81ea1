import type { Terms } from '../../words.js';
import { total } from '../amounts.js';
import { whyNoClearance } from '../clearance.js';
import { type Apply, limitOf, refused } from '../draft.js';
import { wholeUnits } from '../maths.js';
import { newTerms } from './new-terms.js';

const WHY = {
  request: 'the borrower asks for it in writing first',
  startDays: 'it was not begun in time, so it has failed',
  failDays: 'nothing was agreed in time, so it has failed',
} as const;

/** Instalments as the statute on consumer debt clearance has them (前置協商, 更生). */
export const twDebtClearance: Apply<Extract<Terms, { instalments: number; rate: string }>> = (draft, terms) => {
  const limit = (name: string) => limitOf(draft, 'tw-debt-clearance', name);
  const { position, facts, arrears, rest } = draft;
  const days = { startDays: limit('startDays'), failDays: limit('failDays') };
  const why = whyNoClearance(facts.clearance, days, facts.on);
  if (why !== null) return refused(`tw-debt-clearance-${why}`, WHY[why]);
  const often = limit('everyMonths');
  if (often !== null && position.periodMonths > often) {
    return refused('tw-debt-clearance-everyMonths', `something is paid every ${often} months or more often`, often);
  }
  const unsecured = limit('unsecuredMost');
  if (unsecured !== null && !facts.secured && total(arrears) + rest > wholeUnits(unsecured, position.currency)) {
    return refused('tw-debt-clearance-unsecured', `unsecured debt of at most ${unsecured}`);
  }
  return newTerms(draft, 'tw-debt-clearance', terms, limit(facts.secured ? 'securedMonths' : 'months'));
};
