import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import type { Inner } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { unfailedOf } from './days.js';
import { judgePlan, type Judged } from './judge.js';
import type { PlanStep, Scene } from './step.js';
import type { Plan } from './types.js';

/** Whether a plan that is over has failed by it, judged without the days that excuse a failure. */
export const isFailure = ({ brokenBy, isFirstMissed }: Judged): boolean => brokenBy !== null || isFirstMissed;

/** That the first instalment did not come counts like a negotiation that failed; whoever paid in time has not failed. */
export function firstMissed(plan: Plan, { isFirstMissed }: Judged): PlanStep {
  const { told } = plan;
  if (told.firstMissed === isFirstMissed) return { plan };
  const next = { ...plan, told: { ...told, firstMissed: isFirstMissed } };
  const tell: Inner = { kind: 'plan-over', plan: next, how: isFirstMissed ? 'first-missed' : 'first-mended' };
  return { plan: next, tell: [tell] };
}

/**
 * The same of a plan that has ended since, as it stood at the last close before the day of the money that paid it, or else
 * of its end. The day on which that money was booked or looked at says nothing of the borrower.
 */
export function firstStill(plan: Plan, endedOn: CalendarDate, { view }: Scene): PlanStep {
  const paidOn = judgePlan(plan, [], null).rows.at(-1)?.paidOn ?? endedOn;
  return firstMissed(plan, judgePlan(plan, unfailedOf(view.parts), addDays(earliest(paidOn, endedOn), -1)));
}

/**
 * A plan that stays broken, judged once more by the day on which it broke, or has by all that is known now: a hold over
 * its days, or the end of one, may be heard of later than the break, and whether it has failed must not depend on which
 * was heard of first.
 */
export function countedAnew(plan: Plan, on: CalendarDate, { view }: Scene): PlanStep {
  const counted = isFailure(judgePlan(plan, unfailedOf(view.parts), on));
  if (plan.counted === counted) return { plan };
  const next: Plan = { ...plan, counted };
  const { planId, rules } = plan;
  return {
    plan: next,
    writes: [timelineOf(counted ? 'break-counted' : 'break-excused', { planId, on }, rules.policy)],
    tell: [{ kind: 'plan-over', plan: next, ...(counted ? { how: 'broken', counted } : { how: 'excused' }) }],
  };
}
