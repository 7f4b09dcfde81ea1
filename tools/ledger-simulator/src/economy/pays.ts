import { wholeBetween } from '../chance.js';
import type { MonthPlan } from '../month-plan.js';
import { type Instalment, owed } from '../schedule.js';
import { disposableOn, type Economy, isWilling } from './economy.js';

const NOTHING: MonthPlan = { visits: [] };

/** It pays an instalment if it can pay all of it, and of what it owes from before as much as is left then. */
export function economicMonth(economy: Economy, instalment: Instalment): MonthPlan {
  const { dueOn } = instalment;
  const atMost = disposableOn(economy, dueOn);
  if (atMost < owed(instalment) || !isWilling(economy, dueOn)) return NOTHING;
  return { visits: [{ after: wholeBetween(0, 3, economy.luck(`day ${dueOn}`)), share: null, atMost }] };
}
