import { addDays, calendarDate } from '@mora/kernel';
import { NOTHING } from '../menu/amounts.js';
import { judgePlan } from './judge.js';
import { breachRulesOf, type Deadline, lastDayOf, type PlanRules } from './rules.js';

const DAY = calendarDate('2026-06-30');

/** How a plan stands of which instalments are unpaid that were due so many days ago, the oldest first. */
export function standingOf(unpaidDays: readonly number[], rules: PlanRules): 'active' | 'at-risk' | 'broken' {
  const rows = unpaidDays.map((days, n) => ({ ...NOTHING, number: n + 1, dueOn: addDays(DAY, -days), principal: 100 }));
  const { brokenBy, missed } = judgePlan({ rows, payments: [], rules: breachRulesOf(rules), fund: null }, [], DAY);
  if (brokenBy !== null) return 'broken';
  return missed.length > 0 ? 'at-risk' : 'active';
}

/** Whether it is over at the close of a day so many days after it began. */
export const isOverAfter = (what: Deadline, days: number, rules: PlanRules): boolean =>
  addDays(DAY, days) >= lastDayOf(what, DAY, rules);
