import type { Terms } from '../../words.js';
import { NOTHING } from '../amounts.js';
import { periodOn } from '../dates.js';
import { type Apply, limitOf, refused, within } from '../draft.js';
import { inParts, wholeUnits } from '../maths.js';

/** A credit line of its own beside the loan, without interest; its use is proven. The loan itself stays as it is. */
export const hardshipFund: Apply<Extract<Terms, { kind: 'hardship-fund' }>> = (draft, terms) => {
  const { fund, instalments, proofDays } = terms;
  const most = limitOf(draft, 'hardship-fund', 'fundMost');
  const allowed = most === null ? null : wholeUnits(most, draft.position.currency);
  if (!Number.isSafeInteger(fund) || fund < 1) return refused('hardship-fund-fund', 'an amount above nought', 1);
  if (allowed !== null && fund > allowed) return refused('hardship-fund-fund', `at most ${most}`, allowed);
  const wrong =
    within('hardship-fund', 'instalments', instalments, limitOf(draft, 'hardship-fund', 'instalments')) ??
    within('hardship-fund', 'proofDays', proofDays, limitOf(draft, 'hardship-fund', 'proofDays'));
  if (wrong !== null) return wrong;
  const fixed = inParts(fund, instalments).map((principal, at) => ({
    ...NOTHING,
    dueOn: periodOn(draft.position, draft.sheet.firstDueOn, at),
    principal,
  }));
  return { ...draft, fixed, fund };
};
