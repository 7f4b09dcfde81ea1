import { addDays, calendarDate } from '@mora/kernel';
import { NOTHING } from '../menu/amounts.js';
import { judgePlan } from './judge.js';
import { breachRulesOf, type Deadline, lastDayOf, type PlanRules } from './rules.js';

const DAY = calendarDate('2026-06-30');

type Unpaid = Readonly<{
  /** How long ago each instalment that is unpaid was due, the oldest first. */
  unpaidDays: readonly number[];
  /** For how long the plan is in force; left out where it was before any of them was due. */
  inForceDays?: number;
}>;

/** How a plan stands with what is unpaid of it. */
export function standingOf({ unpaidDays, inForceDays }: Unpaid, rules: PlanRules): 'active' | 'at-risk' | 'broken' {
  const rows = unpaidDays.map((days, n) => ({ ...NOTHING, number: n + 1, dueOn: addDays(DAY, -days), principal: 100 }));
  const activeFrom = inForceDays === undefined ? null : addDays(DAY, -inForceDays);
  const plan = { rows, payments: [], rules: breachRulesOf(rules), fund: null, activeFrom };
  const { brokenBy, missed } = judgePlan(plan, [], DAY);
  if (brokenBy !== null) return 'broken';
  return missed.length > 0 ? 'at-risk' : 'active';
}

/** Whether it is over at the close of a day so many days after it began. */
export const isOverAfter = (what: Deadline, days: number, rules: PlanRules): boolean =>
  addDays(DAY, days) >= lastDayOf(what, DAY, rules);
