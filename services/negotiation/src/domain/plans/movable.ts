import { addDays } from '@mora/kernel';
import { isOpenPlan } from '../round/open-plan.js';
import type { Scene } from './step.js';
import type { Plan } from './types.js';

/** What the ledger has booked too late may still be taken: until then what comes for its rows is kept with it. */
export const isLate = ({ state }: Plan): boolean => state === 'booked-late';

/** Whether money still changes anything: a plan that has ended may be opened again for a while. */
export function isMovable(plan: Plan, { view, at }: Scene): boolean {
  const { endedOn } = plan;
  return (
    isOpenPlan(plan) ||
    isLate(plan) ||
    (endedOn !== null && addDays(endedOn, view.policies.plans.reopenDays) >= at.openDay)
  );
}
