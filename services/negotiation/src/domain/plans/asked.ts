import { addDays } from '@mora/kernel';
import { workDone } from '../loan/work.js';
import { isOpenPlan } from '../round/open-plan.js';
import { LEDGER_WORK } from './active.js';
import { asked, asking } from './ask.js';
import type { PlanCommand } from './commands.js';
import { takeLedger } from './difference.js';
import { notBooked } from './not-booked.js';
import { leaving, planNamed, type PlansStep, type PlanStep, refuse, type Scene, stepped, then } from './step.js';
import { awaiting } from './taken.js';
import type { Plan, PlansPart } from './types.js';

type Command<K extends PlanCommand['kind']> = Extract<PlanCommand, { kind: K }>;

/** The ledger has not booked what was agreed: either its schedule stands, or it is asked again. */
export function settleDifference(part: PlansPart, command: Command<'settle-difference'>, scene: Scene): PlansStep {
  const plan = planNamed(part, command.planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  return command.take === 'ledger' ? takeLedger(part, plan, command, scene) : askAgain(part, plan, scene);
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

/** It is given up: an ask that is open is taken back, and the negotiation goes on, but where nothing can follow. */
export function withdrawn(plan: Plan, because: string, scene: Scene, isFinal = false): PlanStep {
  const ended: Plan = { ...plan, state: 'withdrawn', endedOn: scene.at.openDay, booked: null };
  const isOpen = plan.request?.state === 'open';
  const first: PlanStep = isOpen ? asked(ended, 'withdrawn', { because, withdraw: true }, scene) : { plan: ended };
  const step = then(first, (next) => notBooked(next, 'withdrawn', because, null, scene, isFinal));
  return { ...step, ...leaving(step, { writes: ledgerWorkDone(plan, because, scene) }) };
}
