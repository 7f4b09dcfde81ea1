import type { CalendarDate } from '@mora/kernel';
import { isAtLeast } from '../approvals/tier.js';
import { isGood } from '../assessment/proving.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { textOf } from './amounts.js';
import type { PlanCommand } from './commands.js';
import { recounted } from './money.js';
import { planWork } from './not-booked.js';
import { overEarly } from './over.js';
import { lastDayOf } from './rules.js';
import { leaving, planNamed, type PlansStep, type PlanStep, refuse, type Scene, stepped, tells, then } from './step.js';
import type { Fund, Plan, PlansPart } from './types.js';

type Command<K extends PlanCommand['kind']> = Extract<PlanCommand, { kind: K }>;
type WithFund = Plan & Readonly<{ fund: Fund }>;

const hasFund = (plan: Plan): plan is WithFund => plan.fund !== null;

export const isUnproven = ({ fund }: Plan): boolean => fund?.proof === 'missing' || fund?.proof === 'refused';

/** The day at whose close a fund that nobody has proven is over. */
const endsOn = ({ proofDueOn, endsOn: agreed }: Fund, { view }: Scene): CalendarDate =>
  agreed ?? lastDayOf('fund-proof', proofDueOn, view.policies.plans);

/** What is wanting of a fund when a day closes: nobody has shown yet what it was used for, or not in time. */
export function fundAt(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  if (!hasFund(plan) || plan.fund.proof === 'accepted') return { plan };
  const { fund } = plan;
  const last = endsOn(fund, scene);
  if (day >= last) return fundOver(plan, 'fund-unproven', scene);
  if (fund.proof !== 'wanted') return { plan, reviewOn: last };
  return day < fund.proofDueOn ? { plan, reviewOn: fund.proofDueOn } : proofLate(plan, last, scene);
}

function proofLate(plan: WithFund, last: CalendarDate, scene: Scene): PlanStep {
  const { fund } = plan;
  const because = 'proof-missing';
  const said = fundSaid('plan-at-risk', plan, because);
  return {
    plan: { ...plan, fund: { ...fund, proof: 'missing' } },
    ...leaving(said, {
      writes: [planWork(plan, { kind: 'fund-proof', team: 'credit' }, because, scene)],
      reviewOn: last,
    }),
  };
}

/** The plan stops nothing any more; what becomes of the money that was lent people must see to. */
function fundOver(plan: WithFund, because: 'fund-unproven' | 'fund-decided', scene: Scene): PlanStep {
  const over = overEarly(plan, because, scene);
  const work = planWork(plan, { kind: 'fund-unproven', team: 'supervisor' }, because, scene);
  return {
    ...over,
    ...leaving(over, {
      writes: [...reviewsDone(plan, because, scene), work],
      tell: [{ kind: 'plan-over', plan: over.plan, how: 'ended' }],
    }),
  };
}

/** What the fund was used for is shown by a paper that was looked at, and found good or not. */
export function fundProof(part: PlansPart, command: Command<'fund-proof'>, scene: Scene): PlansStep {
  const plan = planNamed(part, command.planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  if (!hasFund(plan)) return refuse(part, 'no-fund');
  const why = whyOpenNoMore(plan) ?? (command.accepted ? whyNotGood(plan, command, scene) : null);
  if (why !== null) return refuse(part, why);
  const { planId, fund } = plan;
  const { accepted, sha256, by } = command;
  const proof = accepted ? 'accepted' : 'refused';
  const next: Plan = { ...plan, fund: { ...fund, proof }, state: accepted ? 'active' : 'at-risk' };
  const said = tells('fund-proof-received', { planId, accepted }, { accepted, sha256, by }, plan);
  const step = { plan: next, ...leaving(said, accepted ? proven(plan, 'proof', scene) : disputed(plan, scene)) };
  return stepped(part, [then(step, (one) => recounted(one, scene))], scene);
}

const whyOpenNoMore = ({ state, fund }: WithFund): string | null =>
  state !== 'active' && state !== 'at-risk' ? 'plan-not-active' : fund.proof === 'accepted' ? 'already-proven' : null;

/** Who has proposed a fund, or looked at it the second time, does not judge what was made of it. */
function whyNotAnother({ fund }: WithFund, by: string): string | null {
  if (fund.proposer === by) return 'own-proposal';
  return fund.reviewer === by ? 'reviewed-already' : null;
}

/** What was there before the fund was agreed on cannot show what it was used for. */
function whyNotGood(plan: WithFund, { by, sha256 }: Command<'fund-proof'>, { view, at }: Scene): string | null {
  const isVerified = view.parts.assessment.proofs.some(
    (proof) =>
      proof.sha256 === sha256 &&
      proof.state === 'verified' &&
      proof.givenOn !== undefined &&
      proof.givenOn >= plan.acceptedOn &&
      isGood(proof, at.openDay),
  );
  return whyNotAnother(plan, by) ?? (isVerified ? null : 'proof-not-verified');
}

/** Of a fund that nobody has proven, or whose proof was refused, the highest tier decides: it is let be, or it ends. */
export function fundDecided(part: PlansPart, command: Command<'fund-decision'>, scene: Scene): PlansStep {
  const plan = planNamed(part, command.planId);
  if (plan === null) return refuse(part, 'no-such-plan');
  if (!hasFund(plan)) return refuse(part, 'no-fund');
  const { decision, because, by, tier } = command;
  const mayNot = isAtLeast(tier, 'T4') ? whyNotAnother(plan, by) : 'tier-too-low';
  const why = whyOpenNoMore(plan) ?? (isUnproven(plan) ? mayNot : 'proof-not-due');
  if (why !== null) return refuse(part, why);
  const line = timelineOf('fund-decided', { planId: plan.planId, decision, because, by, tier }, null);
  const step = decision === 'end' ? fundOver(plan, 'fund-decided', scene) : letBe(plan, scene);
  return stepped(part, [{ ...step, ...leaving({ writes: [line] }, step) }], scene);
}

function letBe(plan: WithFund, scene: Scene): PlanStep {
  const next: Plan = { ...plan, fund: { ...plan.fund, proof: 'accepted' }, state: 'active' };
  const step = { plan: next, ...proven(plan, 'proof-let-be', scene) };
  return then(step, (one) => recounted(one, scene));
}

const reviewsDone = ({ planId: about }: Plan, because: string, { view: { loanId }, at }: Scene) =>
  ['fund-proof', 'fund-review'].map((kind) => workDone({ loanId, about, kind }, because, at.openDay));

function proven(plan: WithFund, because: string, scene: Scene): Omit<PlanStep, 'plan'> {
  const done = { writes: reviewsDone(plan, 'proven', scene) };
  return isUnproven(plan) ? leaving(done, fundSaid('plan-recovered', plan, because)) : done;
}

const disputed = (plan: WithFund, scene: Scene): Omit<PlanStep, 'plan'> =>
  leaving(
    {
      writes: [planWork(plan, { kind: 'fund-review', team: 'supervisor' }, 'proof-refused', scene)],
      reviewOn: endsOn(plan.fund, scene),
    },
    plan.fund.proof === 'refused' ? {} : fundSaid('plan-at-risk', plan, 'proof-refused'),
  );

function fundSaid(type: string, plan: WithFund, because: string): Omit<PlanStep, 'plan'> {
  const { planId, currency, fund } = plan;
  const unpaid = textOf(0, currency);
  const data = { planId, instalment: null, dueOn: fund.proofDueOn, unpaid, currency, because };
  return tells(type, data, { because, dueOn: fund.proofDueOn }, plan);
}
