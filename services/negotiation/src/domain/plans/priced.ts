import { isOpenPlan } from '../round/open-plan.js';
import { closeTakenBack } from './close-settled.js';
import { isMovable } from './movable.js';
import { planWork } from './not-booked.js';
import { leaving, type PlanStep, type Scene } from './step.js';
import type { Plan, PlansPart } from './types.js';

/**
 * A plan was priced with money that is gone: its rows ask for less than is owed, which people must see to. It stays as
 * it is, in force or paid, but the ledger waives nothing on account of it meanwhile.
 */
export function pricedMoneyGone({ plans }: PlansPart, paymentId: string, scene: Scene): readonly PlanStep[] {
  const isPriced = ({ known }: Plan): boolean => known.includes(paymentId);
  const isPaid = (plan: Plan): boolean => plan.state === 'completed' && isMovable(plan, scene);
  const plan =
    plans.find((one) => isOpenPlan(one) && isPriced(one)) ?? plans.findLast((one) => isPaid(one) && isPriced(one));
  if (plan === undefined) return [];
  const step = closeTakenBack(plan, scene);
  const work = { kind: 'priced-money-gone', team: 'credit' } as const;
  return [{ ...step, ...leaving(step, { writes: [planWork(plan, work, 'payment-reversed', scene)] }) }];
}
