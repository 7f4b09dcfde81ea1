import { type CalendarDate, earliest } from '@mora/kernel';
import type { Inner, LoanView, Said, Step, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { LaneAt } from '../words.js';
import { planRow } from './rows.js';
import type { Plan, PlansPart } from './types.js';

/** What is looked at while plans move. */
export type Scene = Readonly<{ view: LoanView; at: LaneAt }>;

/** One plan behind something that happened, and what leaves with it. */
export type PlanStep = Readonly<{
  plan: Plan;
  said?: readonly Said[];
  writes?: readonly Write[];
  tell?: readonly Inner[];
  reviewOn?: CalendarDate;
}>;

export type PlansStep = Step<PlansPart>;

export const planNamed = ({ plans }: PlansPart, planId: string): Plan | null =>
  plans.find((plan) => plan.planId === planId) ?? null;

export const refuse = (part: PlansPart, because: string, detail?: string): PlansStep => ({
  part,
  refuse: { because, ...(detail !== undefined && { detail }) },
});

const sooner = (a: CalendarDate | undefined, b: CalendarDate | undefined) =>
  a === undefined ? b : b === undefined ? a : earliest(a, b);

/** What leaves with two steps, in their order. */
export function leaving(first: Omit<PlanStep, 'plan'>, next: Omit<PlanStep, 'plan'>): Omit<PlanStep, 'plan'> {
  const reviewOn = sooner(first.reviewOn, next.reviewOn);
  return {
    said: [...(first.said ?? []), ...(next.said ?? [])],
    writes: [...(first.writes ?? []), ...(next.writes ?? [])],
    tell: [...(first.tell ?? []), ...(next.tell ?? [])],
    ...(reviewOn !== undefined && { reviewOn }),
  };
}

/** One step behind another: the later plan, and everything that leaves with both. */
export function then(first: PlanStep, more: (plan: Plan) => PlanStep): PlanStep {
  const next = more(first.plan);
  return { ...leaving(first, next), plan: next.plan };
}

/** The part behind steps of some of its plans. A plan that is new stands last; one whose state has moved is written. */
export function stepped(part: PlansPart, steps: readonly PlanStep[], { view }: Scene): PlansStep {
  if (steps.length === 0) return { part };
  let { plans } = part;
  let leaves: Omit<PlanStep, 'plan'> = {};
  for (const step of steps) {
    const { plan } = step;
    const known = plans.find(({ planId }) => planId === plan.planId);
    leaves = leaving(leaves, step);
    if (plan === known) continue;
    plans = known === undefined ? [...plans, plan] : plans.map((one) => (one === known ? plan : one));
    if (isMoved(known, plan)) leaves = leaving(leaves, { writes: [planRow(view.loanId, plan)] });
  }
  return { ...leaves, part: plans === part.plans ? part : { plans } };
}

/** What stands in the table of plans; payments do not. */
const isMoved = (known: Plan | undefined, plan: Plan): boolean =>
  known === undefined ||
  known.state !== plan.state ||
  known.request?.requestId !== plan.request?.requestId ||
  known.activeFrom !== plan.activeFrom ||
  (known.rows !== plan.rows && plan.rows.length > 0);

/** Something that is published, and stands in the loan's course. */
export function tells(type: string, data: object, inputs: object, plan: Plan): Omit<PlanStep, 'plan'> {
  return {
    said: [{ type, data }],
    writes: [timelineOf(type, { planId: plan.planId, ...inputs }, plan.rules.policy)],
  };
}
