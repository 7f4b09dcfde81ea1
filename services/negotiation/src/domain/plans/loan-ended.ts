import type { LoanStatus } from '../loan/event.js';
import { isOpenPlan } from '../round/open-plan.js';
import { textOf } from './amounts.js';
import { withdrawn } from './asked.js';
import { judgePlan } from './judge.js';
import { type PlansStep, type PlanStep, type Scene, stepped, tells } from './step.js';
import type { Plan, PlansPart } from './types.js';

/** The loan is closed, written off or sold: what is in force ends with it, and that counts against nobody. */
export function loanEnded(part: PlansPart, status: LoanStatus, scene: Scene): PlansStep {
  if (status === 'active') return { part };
  const steps = part.plans.filter(isOpenPlan).map((plan) => ended(plan, scene));
  return stepped(part, steps, scene);
}

function ended(plan: Plan, scene: Scene): PlanStep {
  if (plan.state !== 'active' && plan.state !== 'at-risk') return withdrawn(plan, 'loan-ended', scene);
  const { planId, roundId, currency } = plan;
  const { openDay: on } = scene.at;
  const { rows, paid } = judgePlan(plan, [], null);
  const unpaid = textOf(rows.reduce((sum, { minor }) => sum + minor, 0) - paid, currency);
  const about = { because: 'loan-ended', unpaid, counted: false };
  const data = { planId, on, ...(roundId !== null && { roundId }), currency, ...about };
  return { plan: { ...plan, state: 'ended', endedOn: on }, ...tells('plan-broken', data, about, plan) };
}
