import { id128 } from '@mora/kernel';
import { isAtLeast } from '../approvals/tier.js';
import { timelineOf } from '../loan/timeline.js';
import { isUnproven, spokenBy } from '../offers/spoken.js';
import { isOpenPlan } from '../round/open-plan.js';
import { activated } from './active.js';
import type { PlanCommand } from './commands.js';
import { endsTooLate, isHeavier } from './heavier.js';
import { leaving, planNamed, type PlansStep, refuse, type Scene, stepped, tells, then } from './step.js';
import type { Plan, PlansPart } from './types.js';

type Command<K extends PlanCommand['kind']> = Extract<PlanCommand, { kind: K }>;

/** What the borrower must have acknowledged before the ledger's own schedule binds: it names every row of it. */
export const differenceId = ({ planId, booked }: Pick<Plan, 'planId' | 'booked'>): string =>
  id128('difference', planId, JSON.stringify(booked));

/** Why the ledger's own schedule may not take the place of what was agreed; null where it may. */
function whyNotTakable(part: PlansPart, plan: Plan, named: string | null, scene: Scene): string | null {
  const { state, booked, rows } = plan;
  if (state !== 'differs' && state !== 'booked-late') return 'nothing-differs';
  if (state === 'booked-late' && part.plans.some(isOpenPlan)) return 'plan-open';
  // A negotiation beside a plan in force could only fail, and count against a borrower who keeps what was agreed.
  if (state === 'booked-late' && scene.view.parts.round.open !== null) return 'round-open';
  // Of what moves no schedule there is no other one that could be shown.
  const disclosureId = booked === null ? plan.disclosureId : differenceId(plan);
  if (booked !== null && booked.length === 0) return 'nothing-open';
  if (named !== disclosureId) return 'disclosure-changed';
  const isMore = booked !== null && (isHeavier(booked, rows) || endsTooLate(booked, plan, scene));
  return isMore ? 'heavier-than-agreed' : null;
}

/** The borrower has seen what the ledger has booked, and agrees to it. It binds once somebody else has approved it. */
export function differenceAcknowledged(
  part: PlansPart,
  command: Command<'acknowledge-difference'>,
  scene: Scene,
): PlansStep {
  const plan = planNamed(part, command.planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  const { disclosureId, by } = command;
  const why = whyNotTakable(part, plan, disclosureId, scene) ?? (isUnproven(command) ? 'evidence-missing' : null);
  if (why !== null) return refuse(part, why);
  if (plan.difference?.disclosureId === disclosureId) return { part };
  const next: Plan = { ...plan, difference: { disclosureId, by, votes: [] } };
  const data = { ...about(plan, disclosureId), ...spokenBy(command) };
  return stepped(part, [{ plan: next, ...tells('difference-acknowledged', data, { ...data, by }, plan) }], scene);
}

const about = ({ planId, roundId }: Plan, disclosureId: string) => ({
  planId,
  ...(roundId !== null && { roundId }),
  disclosureId,
});

/** Somebody with the authority for the plan lets the ledger's schedule stand. */
export function takeLedger(
  part: PlansPart,
  plan: Plan,
  command: Command<'settle-difference'>,
  scene: Scene,
): PlansStep {
  const { disclosureId, because, by, tier = 'T1' } = command;
  const { difference } = plan;
  const why = whyNotTakable(part, plan, disclosureId, scene);
  if (why !== null) return refuse(part, why);
  if (!difference || difference.disclosureId !== disclosureId) return refuse(part, 'not-acknowledged');
  const needed = plan.tier ?? 'T4';
  const mayNot = whyNoVote(plan, difference, by);
  if (mayNot !== null) return refuse(part, mayNot);
  if (!isAtLeast(tier, needed)) return refuse(part, 'tier-too-low');
  const votes = [...difference.votes, by];
  const line = timelineOf('difference-voted', { planId: plan.planId, disclosureId, because, by, tier }, null);
  if (votes.length < scene.view.policies.approvals.votes[needed]) {
    return stepped(part, [{ plan: { ...plan, difference: { ...difference, votes } }, writes: [line] }], scene);
  }
  const settled: Plan = { ...asBooked(plan), disclosureId, endedOn: null, difference: null };
  const data = { ...about(plan, disclosureId), tier: needed, approvers: votes, because };
  const said = leaving({ writes: [line] }, tells('difference-approved', data, data, plan));
  const late = plan.state === 'booked-late' ? { late: true as const } : {};
  return stepped(part, [then({ plan: settled, ...said }, (next) => activated(next, late, scene))], scene);
}

/** With the rows of the ledger the loan is restructured by those, and watched from the first of them (C-14). */
function asBooked(plan: Plan): Plan {
  const { booked, restructure } = plan;
  if (booked === null) return plan;
  const firstDueOn = booked[0]?.dueOn;
  const moved = restructure === null || firstDueOn === undefined ? restructure : { ...restructure, firstDueOn };
  return { ...plan, rows: booked, restructure: moved };
}

/** Whoever has proposed the offer, or taken down the borrower's word, approves nothing of it. */
function whyNoVote(
  { proposer }: Plan,
  { by: heardBy, votes }: NonNullable<Plan['difference']>,
  by: string,
): string | null {
  if (proposer === by) return 'own-proposal';
  if (heardBy === by) return 'own-acknowledgement';
  return votes.includes(by) ? 'voted-already' : null;
}
