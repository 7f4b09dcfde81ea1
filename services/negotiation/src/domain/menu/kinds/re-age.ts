import { addMonths, type CalendarDate } from '@mora/kernel';
import type { Amounts, Terms } from '../../words.js';
import { AMOUNTS, NOTHING, sumOf } from '../amounts.js';
import { cumulativelyUnder } from '../cap.js';
import { periodOn } from '../dates.js';
import { type Apply, type Draft, type Due, limitOf, refused, within } from '../draft.js';
import { inParts } from '../maths.js';
import type { NotBuilt } from '../types.js';

/** All that is open in equal instalments, as if nothing were late; no new interest. */
export const reAge: Apply<Extract<Terms, { instalments: number }>> = (draft, { instalments }) => {
  const wrong =
    within('re-age', 'instalments', instalments, draft.rules.product.maxInstalments) ?? whatThePastForbids(draft);
  if (wrong !== null) return wrong;
  const overdue = inInstalments(draft, draft.arrears, instalments);
  const ahead = inInstalments(draft, sumOf(draft.kept), instalments);
  // Principal that is overdue is outstanding as well until it is repaid.
  const principal = ahead.map((row, at) => ({ ...row, principal: row.principal + (overdue[at]?.principal ?? 0) }));
  const { left, cut } = cumulativelyUnder(draft.cap, principal, draft.position.interestFrom, draft.position.principal);
  const charges = overdue.map((row) => ({ ...row, principal: 0 }));
  return {
    ...draft,
    waived: sumOf([draft.waived, draft.keptCut, cut]),
    capped: sumOf([draft.capped, draft.keptCut, cut]),
    arrears: NOTHING,
    fixed: [...charges, ...left],
  };
};

function inInstalments({ position, sheet }: Draft, owed: Amounts, instalments: number): readonly Due[] {
  const parts = AMOUNTS.map((name) => [name, inParts(owed[name], instalments)] as const);
  return Array.from({ length: instalments }, (_, at) => {
    const due = { ...NOTHING, dueOn: periodOn(position, sheet.firstDueOn, at) };
    for (const [name, amounts] of parts) due[name] = amounts[at] ?? 0;
    return due;
  });
}

function whatThePastForbids(draft: Draft): NotBuilt | null {
  const { ageMonths, consecutivePayments, reAges, workouts, willing, on } = draft.facts;
  const limit = (name: string) => limitOf(draft, 're-age', name);
  const age = limit('ageMonths');
  if (age !== null && (ageMonths === null || ageMonths < age))
    return refused('re-age-age', `${age} months old or more`);
  const payments = limit('consecutivePayments');
  if (payments !== null && consecutivePayments < payments) {
    return refused('re-age-payments', `${payments} payments in a row come first`);
  }
  if (limit('willing') === 1 && !willing) return refused('re-age-willing', 'the borrower is willing to pay');
  const short = limit('windowMonths') ?? 0;
  const long = limit('longWindowMonths') ?? 0;
  const often =
    atMost('re-age-window', reAges, limit('inWindow'), short, on) ??
    atMost('re-age-long-window', reAges, limit('inLongWindow'), long, on);
  return often ?? atMost('re-age-workout', workouts, limit('workoutsInLongWindow'), long, on);
}

/** So often in so many months; on the day on which these months are over it is free again. */
function atMost(name: string, days: readonly CalendarDate[], most: number | null, months: number, on: CalendarDate) {
  if (most === null) return null;
  const inside = days.filter((day) => addMonths(day, months) > on);
  return inside.length < most ? null : refused(name, `at most ${most} in ${months} months`);
}
