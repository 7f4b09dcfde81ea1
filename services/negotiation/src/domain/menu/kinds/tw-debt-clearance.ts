import type { Terms } from '../../words.js';
import { total } from '../amounts.js';
import { type Apply, limitOf, refused } from '../draft.js';
import { wholeUnits } from '../maths.js';
import { newTerms } from './new-terms.js';

/** Instalments as the statute on consumer debt clearance has them (前置協商, 更生). */
export const twDebtClearance: Apply<Extract<Terms, { instalments: number; rate: string }>> = (draft, terms) => {
  const limit = (name: string) => limitOf(draft, 'tw-debt-clearance', name);
  const { position, facts, arrears, rest } = draft;
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
