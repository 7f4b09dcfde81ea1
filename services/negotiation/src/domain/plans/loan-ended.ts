import { addDays } from '@mora/kernel';
import type { LoanStatus } from '../loan/event.js';
import { isOpenPlan } from '../round/open-plan.js';
import { textOf } from './amounts.js';
import { withdrawn } from './asked.js';
import { hasNewer } from './close-day.js';
import { judgePlan } from './judge.js';
import { recounted } from './money.js';
import { overEarly } from './over.js';
import { leaving, type PlansStep, type PlanStep, type Scene, stepped, tells, then } from './step.js';
import type { Plan, PlansPart } from './types.js';

/** The loan is closed, written off or sold: what is in force ends with it, and that counts against nobody. */
export function loanEnded(part: PlansPart, status: LoanStatus, scene: Scene): PlansStep {
  if (status === 'active') return loanReopened(part, scene);
  const steps = part.plans
    .filter(isOpenPlan)
    .map((plan) =>
      plan.state === 'active' || plan.state === 'at-risk'
        ? overEarly(plan, 'loan-ended', scene)
        : withdrawn(plan, 'loan-ended', scene),
    );
  return stepped(part, steps, scene);
}

/** The end of the loan was taken back: the plan that ended with it runs on, unless something newer has begun. */
function loanReopened(part: PlansPart, scene: Scene): PlansStep {
  const { view, at } = scene;
  const plan = part.plans.findLast(({ state }) => state !== 'withdrawn');
  if (plan?.state !== 'ended' || plan.over !== 'loan-ended' || plan.endedOn === null) return { part };
  const isOld = addDays(plan.endedOn, view.policies.plans.reopenDays) < at.openDay;
  return isOld || hasNewer(plan, view.parts) ? { part } : stepped(part, [runsOn(plan, scene)], scene);
}

function runsOn(plan: Plan, scene: Scene): PlanStep {
  const { planId, currency, told } = plan;
  const { over: _over, ...known } = plan;
  const next: Plan = { ...known, state: told.atRisk.length > 0 ? 'at-risk' : 'active', endedOn: null };
  const judged = judgePlan(plan, [], null);
  const unpaid = textOf(judged.rows.reduce((sum, { minor }) => sum + minor, 0) - judged.paid, currency);
  const because = 'loan-reopened';
  const data = { planId, instalment: null, dueOn: null, unpaid, currency, because };
  const step: PlanStep = {
    plan: next,
    ...leaving(tells('plan-reopened', data, { unpaid, because }, plan), {
      tell: [{ kind: 'plan-over', plan: next, how: 'reopened' }],
      // How late it is by now is looked at when the day closes.
      reviewOn: scene.at.openDay,
    }),
  };
  return then(step, (one) => recounted(one, scene));
}
