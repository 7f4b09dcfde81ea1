import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { bookedLate } from './answers.js';
import { withdrawn } from './asked.js';
import { countedDays, uncountedOf } from './days.js';
import { lastDayOf } from './rules.js';
import { type PlanStep, type Scene, then } from './step.js';
import type { Plan } from './types.js';

/** The bank has not seen to it in time: that is its own delay, and ends the negotiation without a failure. */
const because = 'unsettled';

/**
 * What the ledger has not booked as agreed waits for people, and not for ever: at the close of its last day it is given
 * up. Days on which nobody may settle it do not count. What the ledger has booked all the same stays work, as its
 * schedule is not what anybody has agreed to: for as long again people may still let it stand.
 */
export function unsettledAt(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  const since = plan.unsettledSince ?? plan.request?.answerBy ?? plan.acceptedOn;
  const { parts, policies } = scene.view;
  const uncounted = day <= since ? 0 : daysBetween(since, day) - countedDays(since, day, uncountedOf(parts));
  const last = lastDayOf('unsettled', addDays(since, uncounted), policies.plans);
  if (day < last) return { plan, reviewOn: last };
  if (plan.state === 'booked-late') {
    const next: Plan = { ...plan, state: 'withdrawn', endedOn: day, booked: null };
    return { plan: next, writes: [timelineOf('plan-given-up', { planId: plan.planId, because }, null)] };
  }
  const step = withdrawn(plan, because, scene, !hasTurned(plan, scene));
  if (plan.state !== 'differs') return step;
  return then(step, (gone) => bookedLate({ ...gone, booked: plan.booked }, scene, because));
}

/** Whether the borrower has acknowledged another offer since: then the negotiation goes on by that. */
const hasTurned = ({ roundId, unsettledSince }: Plan, { view: { parts } }: Scene): boolean =>
  parts.offers.offers.some(
    (offer) =>
      offer.roundId === roundId &&
      offer.state === 'acknowledged' &&
      offer.acknowledgedOn !== null &&
      offer.acknowledgedOn >= (unsettledSince ?? offer.acknowledgedOn),
  );
