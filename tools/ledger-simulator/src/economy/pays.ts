import type { CalendarDate } from '@mora/kernel';
import { wholeBetween } from '../chance.js';
import { type MonthPlan, NOTHING } from '../month-plan.js';
import { type Instalment, owed } from '../schedule.js';
import { disposableOn, type Economy, isWilling } from './economy.js';

/** Of all that is paid the ledger books this share days after it came. */
const BOOKED_LATER = 0.02;
const PAID_AGAIN_DAYS = 5;
/** Who pays by itself is so many days late at most. */
const LATEST_DAYS = 3;

/** It pays an instalment if it can pay all of it, and of what it owes from before as much as is left then. */
export function economicMonth(economy: Economy, instalment: Instalment): MonthPlan {
  const { dueOn } = instalment;
  const atMost = disposableOn(economy, dueOn);
  if (atMost < owed(instalment) || !isWilling(economy, dueOn)) return NOTHING;
  const visit = { after: daysAfter(economy, dueOn), share: null, atMost };
  const fate = economy.luck(`fate ${dueOn}`);
  if (fate > 1 - economy.bouncesPermille / 1000)
    return {
      visits: [
        { ...visit, bounces: true },
        { ...visit, after: visit.after + PAID_AGAIN_DAYS },
      ],
    };
  if (fate < BOOKED_LATER) return { visits: [{ ...visit, bookedLater: wholeBetween(2, 12, fate / BOOKED_LATER) }] };
  return { visits: [visit] };
}

function daysAfter({ punctualPermille, luck }: Economy, dueOn: CalendarDate): number {
  if (luck(`punctual ${dueOn}`) * 1000 < punctualPermille) return 0;
  return wholeBetween(0, LATEST_DAYS, luck(`day ${dueOn}`));
}
