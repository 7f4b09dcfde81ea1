import type { CalendarDate } from '@mora/kernel';
import { addDays } from './dates.js';
import { oldestUnpaid } from './allocation.js';
import type { Facts } from './facts.js';
import { daysFor } from './judgement.js';
import { type Ladder, stepFor } from './ladder.js';
import type { InForce } from './policies.js';
import { countLate, type Days, paidBy, type Position, toleranceOf } from './position.js';
import { type ProductRules, reachesOn } from './product-rules.js';

/**
 * The first day after `agedTo` on which time alone changes anything: a day mark need not touch the loan before.
 * Null where no day ever will.
 */
export function nextTransitionOn(facts: Facts, inForce: InForce, days: Days, position: Position): CalendarDate | null {
  let next = firstToCount(facts, days);
  const by = (day: CalendarDate | null | undefined): void => {
    if (day !== null && day !== undefined && day > days.agedTo && (next === null || day < next)) next = day;
  };
  if (position.status !== 'active') return next;
  const rules = inForce.product;
  if (position.oldestUnpaidOn === null) by(becomesLateOn(facts, rules, days));
  else {
    by(anotherFallsLateOn(facts, rules, days));
    if (position.delinquentDays === 0) by(reachesOn(rules, facts.pauses, position.oldestUnpaidOn, 1));
    for (const ladder of inForce.tables) by(leavesOn(ladder, facts, rules, position, position.oldestUnpaidOn));
    for (const ladder of inForce.schemes) by(leavesOn(ladder, facts, rules, position, position.oldestUnpaidOn));
    by(inForce.until);
  }
  return next;
}

/** What is known already and counts from a later day; a ledger's day count is compared when its own day has closed. */
function firstToCount(facts: Facts, { agedTo, knownTo }: Days): CalendarDate | null {
  let first: CalendarDate | null = null;
  const by = (day: CalendarDate, after: CalendarDate): void => {
    if (day > after && (first === null || day < first)) first = day;
  };
  const last = facts.payments.at(-1);
  if (last !== undefined && last.valueDate > knownTo) for (const p of facts.payments) by(p.valueDate, knownTo);
  for (const { effectiveOn } of facts.statuses) by(effectiveOn, knownTo);
  for (const { asOf } of facts.snapshots) by(asOf, agedTo);
  return first;
}

const firstDayLate = (rules: ProductRules, dueOn: CalendarDate): CalendarDate => addDays(dueOn, 1 - rules.dueDateIsDay);

function becomesLateOn(facts: Facts, rules: ProductRules, days: Days): CalendarDate | null {
  if (facts.schedule === null && facts.snapshots.length > 0) {
    const dueOn = facts.snapshots.findLast(({ asOf }) => asOf <= days.knownTo)?.oldestUnpaidDueOn;
    return dueOn ? firstDayLate(rules, dueOn) : null;
  }
  const oldest = oldestUnpaid(facts.dues, paidBy(facts, rules, days.knownTo), toleranceOf(facts, rules));
  const dueOn = facts.dues.on[oldest];
  return dueOn === undefined ? null : firstDayLate(rules, dueOn);
}

function anotherFallsLateOn(facts: Facts, rules: ProductRules, { agedTo }: Days): CalendarDate | null {
  const dueOn = facts.dues.on[countLate(facts, rules, agedTo)];
  return dueOn === undefined ? null : firstDayLate(rules, dueOn);
}

function leavesOn(
  ladder: Ladder,
  facts: Facts,
  rules: ProductRules,
  position: Position,
  oldestUnpaidOn: CalendarDate,
): CalendarDate | null {
  const { upToDays } = stepFor(ladder, daysFor(ladder, position));
  if (upToDays === null) return null;
  if (ladder.counts === 'delinquent-days') return reachesOn(rules, facts.pauses, oldestUnpaidOn, upToDays + 1);
  return addDays(oldestUnpaidOn, upToDays + 1 - rules.dueDateIsDay);
}
