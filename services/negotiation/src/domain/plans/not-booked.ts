import type { Inner, NotBooked } from '../loan/part.js';
import { type WorkWanted, workWanted } from '../loan/work.js';
import { addDays } from '@mora/kernel';
import { leaving, type PlanStep, type Scene, tells } from './step.js';
import type { Plan } from './types.js';

/** The ledger has not booked what was agreed, as it is published. */
export function notBookedSaid(plan: Plan, because: NotBooked, reason: string | null): Omit<PlanStep, 'plan'> {
  const { planId, roundId, episodeId, request } = plan;
  const requestId = request?.requestId ?? planId;
  const data = { roundId, episodeId, planId, requestId, because, reason };
  return tells('plan-not-booked', data, { requestId, because, reason }, plan);
}

/** The same, with the work that it makes, and told to the negotiation: it goes on. */
export function notBooked(
  plan: Plan,
  because: NotBooked,
  reason: string | null,
  work: Pick<WorkWanted, 'kind' | 'team'> | null,
  scene: Scene,
  isFinal = false,
): PlanStep {
  const told: Inner = { kind: 'plan-not-booked', plan, because, ...(isFinal && { final: true as const }) };
  const leaves = leaving(notBookedSaid(plan, because, reason), { tell: [told] });
  if (work === null) return { plan, ...leaves };
  const waiting: Plan = { ...plan, unsettledSince: scene.at.openDay };
  return {
    plan: waiting,
    reviewOn: scene.at.openDay,
    ...leaving(leaves, { writes: [planWork(plan, work, reason ?? because, scene)] }),
  };
}

/** Something that people must do about a plan, within the days that a ledger has to answer. */
export const planWork = (
  { planId }: Plan,
  work: Pick<WorkWanted, 'kind' | 'team'>,
  because: string,
  { view, at }: Scene,
) =>
  workWanted({
    ...work,
    loanId: view.loanId,
    about: planId,
    dueOn: addDays(at.openDay, view.policies.plans.ledgerAnswerDays),
    because,
    openedOn: at.openDay,
  });
