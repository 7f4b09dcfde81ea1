import { addDays, id128 } from '@mora/kernel';
import { workDone } from '../loan/work.js';
import { isOpenPlan } from '../round/open-plan.js';
import { activated, LEDGER_WORK } from './active.js';
import { asked, asking } from './ask.js';
import { isUnproven } from './breach.js';
import type { PlanCommand } from './commands.js';
import { isHeavier } from './heavier.js';
import { recounted } from './money.js';
import { notBooked, planWork } from './not-booked.js';
import { leaving, type PlansStep, type PlanStep, refuse, type Scene, stepped, tells, then } from './step.js';
import { awaiting } from './taken.js';
import { textOf } from './amounts.js';
import type { Plan, PlansPart } from './types.js';

type Command<K extends PlanCommand['kind']> = Extract<PlanCommand, { kind: K }>;

const planNamed = ({ plans }: PlansPart, planId: string): Plan | null =>
  plans.find((plan) => plan.planId === planId) ?? null;

/** What the borrower must have acknowledged before the ledger's own schedule binds: it names every row of it. */
export const differenceId = ({ planId, booked }: Pick<Plan, 'planId' | 'booked'>): string =>
  id128('difference', planId, JSON.stringify(booked));

/** The ledger has not booked what was agreed: either its schedule stands, or it is asked again. */
export function settleDifference(part: PlansPart, command: Command<'settle-difference'>, scene: Scene): PlansStep {
  const plan = planNamed(part, command.planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  return command.take === 'ledger' ? takeLedger(part, plan, command, scene) : askAgain(part, plan, scene);
}

function takeLedger(part: PlansPart, plan: Plan, command: Command<'settle-difference'>, scene: Scene): PlansStep {
  const { state, booked } = plan;
  if (state !== 'differs' && state !== 'booked-late') return refuse(part, 'nothing-differs');
  if (state === 'booked-late' && part.plans.some(isOpenPlan)) return refuse(part, 'plan-open');
  // Of what moves no schedule there is no other one that could be shown.
  const disclosureId = booked === null ? plan.disclosureId : differenceId(plan);
  if (booked !== null && booked.length === 0) return refuse(part, 'nothing-open');
  if (command.disclosureId !== disclosureId) return refuse(part, 'disclosure-changed');
  if (booked !== null && isHeavier(booked, plan.rows)) return refuse(part, 'heavier-than-agreed');
  const settled: Plan = { ...plan, disclosureId, rows: booked ?? plan.rows, endedOn: null };
  const late = state === 'booked-late' ? { late: true as const } : {};
  return stepped(part, [activated(settled, late, scene)], scene);
}

function askAgain(part: PlansPart, plan: Plan, scene: Scene): PlansStep {
  const { state, request, rows } = plan;
  const { openDay } = scene.at;
  const isClosing = state === 'completed' && request?.kind === 'close-settled';
  const isRefused = state === 'differs' || state === 'rejected' || state === 'timed-out';
  if (request === null || (!isClosing && !isRefused)) return refuse(part, 'nothing-to-ask');
  if (isClosing && (request.state === 'booked' || request.state === 'open')) return refuse(part, 'nothing-to-ask');
  const tries = request.tries + 1;
  if (isClosing) return stepped(part, [asking(plan, 'close-settled', tries, scene)], scene);
  if (tries > scene.view.policies.plans.maxTries) return refuse(part, 'too-many-tries');
  const first = rows[0]?.dueOn;
  // What is due before the ledger can have booked it would be late at once.
  if (first !== undefined && first <= addDays(openDay, 1)) return refuse(part, 'offer-anew', `it begins on ${first}`);
  const step = awaiting(plan, request.kind, tries, scene);
  const done = ledgerWorkDone(plan, 'asked-again', scene);
  const tell = { kind: 'plan-asked', plan: step.plan } as const;
  return stepped(part, [{ ...step, ...leaving(step, { writes: done, tell: [tell] }) }], scene);
}

const ledgerWorkDone = ({ planId: about }: Plan, because: string, { view: { loanId }, at }: Scene) =>
  LEDGER_WORK.map((kind) => workDone({ loanId, about, kind }, because, at.openDay));

/** A plan that is not in force is given up; one that is, ends by itself alone. */
export function cancelPlan(part: PlansPart, { planId, because }: Command<'cancel-plan'>, scene: Scene): PlansStep {
  const plan = planNamed(part, planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  const { state } = plan;
  if (state === 'active' || state === 'at-risk') return refuse(part, 'plan-active');
  if (!isOpenPlan(plan) && state !== 'booked-late') return refuse(part, 'plan-over');
  return stepped(part, [withdrawn(plan, because, scene)], scene);
}

/** It is given up: an ask that is open is taken back, and the negotiation goes on. */
export function withdrawn(plan: Plan, because: string, scene: Scene): PlanStep {
  const ended: Plan = { ...plan, state: 'withdrawn', endedOn: scene.at.openDay, booked: null };
  const isOpen = plan.request?.state === 'open';
  const first: PlanStep = isOpen ? asked(ended, 'withdrawn', { because, withdraw: true }, scene) : { plan: ended };
  const step = then(first, (next) => notBooked(next, 'withdrawn', because, null, scene));
  return { ...step, ...leaving(step, { writes: ledgerWorkDone(plan, because, scene) }) };
}

/** What the fund was used for is shown, and found good or not. Of what is not, the highest tier decides. */
export function fundProof(
  part: PlansPart,
  { planId, accepted, sha256 }: Command<'fund-proof'>,
  scene: Scene,
): PlansStep {
  const plan = planNamed(part, planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  const { fund, state } = plan;
  if (fund === null) return refuse(part, 'no-fund');
  if (state !== 'active' && state !== 'at-risk') return refuse(part, 'plan-not-active');
  if (fund.proof === 'accepted') return refuse(part, 'already-proven');
  const next: Plan = {
    ...plan,
    fund: { ...fund, proof: accepted ? 'accepted' : 'refused' },
    state: accepted ? 'active' : 'at-risk',
  };
  const said = tells('fund-proof-received', { planId, accepted }, { accepted, sha256 }, plan);
  const step = { plan: next, ...leaving(said, accepted ? proven(plan, scene) : disputed(plan, scene)) };
  return stepped(part, [then(step, (one) => recounted(one, scene))], scene);
}

function proven(plan: Plan, { view: { loanId }, at }: Scene): Omit<PlanStep, 'plan'> {
  const done = ['fund-proof', 'fund-review'].map((kind) =>
    workDone({ loanId, about: plan.planId, kind }, 'proven', at.openDay),
  );
  if (!isUnproven(plan)) return { writes: done };
  return leaving({ writes: done }, fundSaid('plan-recovered', plan, 'proof'));
}

const disputed = (plan: Plan, scene: Scene): Omit<PlanStep, 'plan'> =>
  leaving(
    { writes: [planWork(plan, { kind: 'fund-review', team: 'supervisor' }, 'proof-refused', scene)] },
    plan.fund?.proof === 'refused' ? {} : fundSaid('plan-at-risk', plan, 'proof-refused'),
  );

function fundSaid(type: string, plan: Plan, because: string): Omit<PlanStep, 'plan'> {
  const { planId, currency, fund } = plan;
  const unpaid = textOf(0, currency);
  const data = { planId, instalment: null, dueOn: fund?.proofDueOn ?? null, unpaid, currency, because };
  return tells(type, data, { because }, plan);
}
