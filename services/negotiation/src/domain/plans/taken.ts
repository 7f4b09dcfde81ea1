import { addDays } from '@mora/kernel';
import type { Inner, LoanView } from '../loan/part.js';
import { workDone } from '../loan/work.js';
import { menuRulesFor } from '../menu/rules.js';
import type { Kind, Restructure, RestructureForm } from '../words.js';
import { activated, LEDGER_WORK } from './active.js';
import { asked, asking, requestIdOf } from './ask.js';
import { notBookedSaid } from './not-booked.js';
import { breachRulesOf, lastDayOf } from './rules.js';
import { leaving, type PlansStep, type PlanStep, refuse, type Scene, stepped, tells, then } from './step.js';
import type { AskKind, Fund, Plan, PlansPart } from './types.js';

type Taken = Extract<Inner, { kind: 'offer-taken' }>;
type Offer = Taken['offer'];

/** An offer becomes a plan: the ledger is asked, or, where it need not be, the plan is in force at once. */
export function planTaken(part: PlansPart, taken: Taken, scene: Scene): PlansStep {
  const { at } = scene;
  if (part.plans.some(({ planId }) => planId === taken.planId)) return refuse(part, 'already-accepted');
  if (part.plans.some(({ state }) => state === 'active' || state === 'at-risk')) return refuse(part, 'plan-open');
  const plan = planOf(taken, scene);
  if (plan === null) return refuse(part, 'no-schedule');
  const kind = askKindOf(plan.kinds, scene);
  const accepted: PlanStep = { plan, ...acceptedSaid(plan, taken, kind, at.openDay) };
  const next = then(accepted, () => (kind === null ? activated(plan, {}, scene) : awaiting(plan, kind, 1, scene)));
  return stepped(part, [...part.plans.flatMap((one) => superseded(one, scene)), next], scene);
}

/** The ledger is asked, the first time or again. */
export function awaiting(plan: Plan, kind: AskKind, tries: number, scene: Scene): PlanStep {
  return then(asking({ ...plan, state: 'awaiting', booked: null }, kind, tries, scene), (next) => {
    const { planId, roundId, episodeId, request } = next;
    const { requestId, answerBy } = request ?? { requestId: '', answerBy: scene.at.openDay };
    const data = { roundId, episodeId, planId, requestId, answerBy };
    return { plan: next, ...tells('plan-asked', data, { requestId, answerBy }, next) };
  });
}

/** One that waits for its ledger is given up for another offer of the same negotiation. */
function superseded(plan: Plan, scene: Scene): readonly PlanStep[] {
  if (!['awaiting', 'differs', 'rejected', 'timed-out'].includes(plan.state)) return [];
  const ended = { ...plan, state: 'withdrawn' as const, endedOn: scene.at.openDay };
  const because = 'superseded';
  const step = asked(ended, 'withdrawn', { because, withdraw: true }, scene);
  const { loanId } = scene.view;
  const about = plan.planId;
  const done = LEDGER_WORK.map((kind) => workDone({ loanId, about, kind }, because, scene.at.openDay));
  const leaves = leaving(step, notBookedSaid(plan, 'withdrawn', because));
  return [{ ...step, ...leaving(leaves, { writes: done }) }];
}

function planOf({ offer, planId }: Taken, scene: Scene): Plan | null {
  const { view, at } = scene;
  const { ledger, round } = view.parts;
  const { openDay } = at;
  const { built, kinds, tier, disclosureId, offerId, roundId, basedOn, proposer } = offer;
  if (ledger.currency === null) return null;
  const open = round.open?.roundId === roundId ? round.open : null;
  return {
    planId,
    roundId,
    offerId,
    episodeId: open?.episodeId ?? null,
    kinds,
    currency: ledger.currency,
    state: 'awaiting',
    rows: built.instalments,
    restructure: restructureOf(offer, view),
    tier,
    proposer,
    disclosureId,
    legal: open?.legal ?? null,
    settles: built.settlesFor,
    fund: fundOf(offer, scene),
    terms: {
      yearlyRate: built.rate,
      capitalised: built.capitalised,
      waived: built.waived,
      replaces: basedOn.version,
    },
    request: null,
    booked: null,
    rules: breachRulesOf(view.policies.plans),
    acceptedOn: openDay,
    activeFrom: null,
    endedOn: null,
    known: ledger.payments.map(({ id }) => id),
    payments: [],
    told: { kept: [], atRisk: [], firstMissed: false },
    cutOver: false,
  };
}

function fundOf({ sheet, built, proposer, review }: Offer, { view, at }: Scene): Fund | null {
  const terms = sheet.terms.find((one) => one.kind === 'hardship-fund');
  if (terms === undefined) return null;
  const proofDueOn = addDays(at.openDay, terms.proofDays);
  const endsOn = lastDayOf('fund-proof', proofDueOn, view.policies.plans);
  return { minor: built.fund, proofDueOn, proof: 'wanted', endsOn, proposer, reviewer: review?.by ?? null };
}

const OTHER: readonly RestructureForm[] = ['other'];

/** A debt that is overdue is in difficulty, whatever else was found; what was known before is what the lane knew. */
function restructureOf({ built }: Offer, { parts, policies }: LoanView): Restructure {
  const { arrears, assessment } = parts;
  const found = assessment.current?.difficulty ?? 'none';
  const difficulty = found === 'none' && arrears.episode !== null ? 'overdue' : found;
  return {
    forms: built.forms.length === 0 ? OTHER : built.forms,
    difficulty,
    inDifficulty: difficulty !== 'none',
    firstDueOn: built.instalments[0]?.dueOn ?? built.endOn,
    classBefore: arrears.classes[policies.plans.classScheme] ?? null,
  };
}

const STRONGEST = ['fund', 'settle', 'reschedule'] as const;

/** What the ledger is to be asked for; null where the policy wants no ledger for any of the kinds. */
function askKindOf(kinds: readonly Kind[], { view: { parts, policies }, at }: Scene): AskKind | null {
  const { product, currency } = parts.ledger;
  const rules = product && currency && menuRulesFor(policies.menu, product, currency, at.openDay);
  if (!rules) return 'reschedule';
  const ways = kinds.map((kind) => rules.forbearance.kinds[kind].ledger);
  return STRONGEST.find((way) => ways.includes(way)) ?? null;
}

function acceptedSaid(plan: Plan, { via, evidence: proof }: Taken, kind: AskKind | null, on: Plan['acceptedOn']) {
  const { roundId, episodeId, offerId, planId, disclosureId } = plan;
  const requestId = kind === null ? null : requestIdOf(planId, kind, 1);
  const accepted = {
    roundId,
    episodeId,
    offerId,
    planId,
    requestId,
    via,
    ...(proof !== undefined && { evidence: proof }),
  };
  const evidence = proof ?? { kind: 'disclosure', id: disclosureId ?? planId };
  const interrupted = { roundId, episodeId, on, act: 'instalment-plan-agreed', evidence };
  // That it was taken stands in the loan's course by the offer.
  const said = { said: [{ type: 'offer-accepted', data: accepted }] };
  // What staff says without a proof of it moves no time bar.
  if (via === 'staff' && proof === undefined) return said;
  return leaving(said, tells('limitation-interrupted', interrupted, { on, act: interrupted.act, evidence }, plan));
}
