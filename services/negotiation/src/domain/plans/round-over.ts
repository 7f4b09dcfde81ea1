import type { Inner } from '../loan/part.js';
import { bookedLate } from './answers.js';
import { withdrawn } from './asked.js';
import { type PlansStep, type PlanStep, type Scene, stepped } from './step.js';
import type { Plan, PlansPart } from './types.js';

/** A negotiation that ends without its plan gives the plan up, so that none stands in the way of another one. */
export function roundOver(
  part: PlansPart,
  { roundId, outcome }: Extract<Inner, { kind: 'round-over' }>,
  scene: Scene,
): PlansStep {
  if (outcome === 'agreed') return { part };
  const steps = part.plans.filter((plan) => plan.roundId === roundId).flatMap((plan) => givenUp(plan, scene));
  return stepped(part, steps, scene);
}

function givenUp(plan: Plan, scene: Scene): readonly PlanStep[] {
  switch (plan.state) {
    case 'awaiting':
    case 'rejected':
    case 'timed-out':
      return [withdrawn(plan, 'round-over', scene)];
    // The ledger has booked something: people decide what becomes of it.
    case 'differs':
      return [bookedLate(plan, scene)];
    default:
      return [];
  }
}
