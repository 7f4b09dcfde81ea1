import type { Amounts, Terms } from '../../words.js';
import { AMOUNTS, addedUp, less, NOTHING, total } from '../amounts.js';
import { periodOn } from '../dates.js';
import { clamped } from '../cap.js';
import { type Apply, type Draft, limitOf, refused, within } from '../draft.js';
import { inParts, interestFor, permilleOf } from '../maths.js';

/**
 * A part of what is owed today settles it: the rest is waived once the last part is paid. What is paid goes to principal
 * first, so that as little principal as can be is waived.
 */
export const settlement: Apply<Extract<Terms, { kind: 'settlement' }>> = (draft, { pay, parts, everyMonths }) => {
  const owed = owedToday(draft);
  const least = permilleOf(total(owed), draft.rules.product.settlementFloorPermille);
  if (!Number.isSafeInteger(pay) || pay < least || pay < 1) {
    return refused('settlement-pay', 'not below the least share of what is owed', Math.max(least, 1));
  }
  if (pay >= total(owed)) return refused('settlement-pay', 'below what is owed', total(owed) - 1);
  const wrong =
    within('settlement', 'parts', parts, limitOf(draft, 'settlement', 'parts')) ??
    within('settlement', 'everyMonths', everyMonths, limitOf(draft, 'settlement', 'everyMonths'));
  if (wrong !== null) return wrong;
  const paid = principalFirst(owed, pay);
  const rhythm = { ...draft.position, periodMonths: everyMonths };
  const shares = inShares(paid, inParts(pay, parts));
  const fixed = shares.map((share, at) => ({ ...share, dueOn: periodOn(rhythm, draft.sheet.firstDueOn, at) }));
  const waived = addedUp(draft.waived, less(owed, paid));
  return { ...draft, arrears: NOTHING, waived, fixed, settlesFor: pay };
};

/** Principal, what is due, and the interest that has run since the last due date. */
function owedToday({ arrears, rest, position, cap }: Draft): Amounts {
  const { rate, interestFrom: from, asOf, dayCount } = position;
  const running = { ...NOTHING, interest: interestFor(rest, rate, from, asOf, dayCount) };
  const { left } = clamped(running, cap, { principal: rest, from, to: asOf });
  return { ...addedUp(arrears, left), principal: arrears.principal + rest };
}

function principalFirst(owed: Amounts, pay: number): Amounts {
  const paid = { ...NOTHING };
  let left = pay;
  for (const name of AMOUNTS) {
    paid[name] = Math.min(left, owed[name]);
    left -= paid[name];
  }
  return paid;
}

/** Principal goes last into the parts, so that an early end leaves no interest open. */
function inShares(paid: Amounts, parts: readonly number[]): readonly Amounts[] {
  const pots = { ...paid };
  return parts.map((part) => {
    const share = { ...NOTHING };
    let left = part;
    for (const name of AMOUNTS.toReversed()) {
      share[name] = Math.min(left, pots[name]);
      pots[name] -= share[name];
      left -= share[name];
    }
    return share;
  });
}
