import type { CalendarDate } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { withdrawn } from './asked.js';
import { planWork } from './not-booked.js';
import { lastDayOf } from './rules.js';
import { leaving, type PlanStep, type Scene } from './step.js';
import type { Plan } from './types.js';

/** The bank has not seen to it in time: that is its own delay, and ends the negotiation without a failure. */
const because = 'unsettled';

/**
 * What the ledger has not booked as agreed waits for people, and not for ever: at the close of its last day it is given
 * up. What the ledger has booked all the same stays work, as its schedule is not what anybody has agreed to.
 */
export function unsettledAt(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  const since = plan.unsettledSince ?? plan.request?.answerBy ?? plan.acceptedOn;
  const last = lastDayOf('unsettled', since, scene.view.policies.plans);
  if (day < last) return { plan, reviewOn: last };
  if (plan.state === 'booked-late') {
    const next: Plan = { ...plan, state: 'withdrawn', endedOn: day, booked: null };
    return { plan: next, writes: [timelineOf('plan-given-up', { planId: plan.planId, because }, null)] };
  }
  const step = withdrawn(plan, because, scene, true);
  if (plan.state !== 'differs') return step;
  const work = { kind: 'booked-after-withdrawal', team: 'operations' } as const;
  return { ...step, ...leaving(step, { writes: [planWork(plan, work, because, scene)] }) };
}
