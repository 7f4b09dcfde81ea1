import type { LedgerFact } from '../loan/event.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { activated } from './active.js';
import { openRows } from './amounts.js';
import { asked, type AskEnd, requestIdOf } from './ask.js';
import { SETTLEMENT_WORK } from './close-settled.js';
import type { PlanCommand } from './commands.js';
import { matches } from './match.js';
import { notBooked, planWork } from './not-booked.js';
import { leaving, type PlansStep, type PlanStep, refuse, type Scene, stepped, then } from './step.js';
import type { Ask, Plan, PlansPart } from './types.js';

type Fact<K extends LedgerFact['kind']> = Extract<LedgerFact, { kind: K }>;
type Answer = Extract<PlanCommand, { kind: 'answer-request' }>;
type Asked = Readonly<{ plan: Plan; request: Ask }>;

/** A ledger may answer an ask that was repeated since. */
function planAsked({ plans }: PlansPart, requestId: string): Asked | null {
  for (const plan of plans) {
    const { request, planId } = plan;
    if (request === null) continue;
    if (request.requestId === requestId) return { plan, request };
    for (let tries = request.tries - 1; tries >= 1; tries -= 1) {
      if (requestIdOf(planId, request.kind, tries) === requestId) return { plan, request };
    }
  }
  return null;
}

/** The ledger has booked a schedule that names an ask: nothing else puts a new schedule in force. */
export function scheduleBooked(part: PlansPart, { request, instalments }: Fact<'schedule'>, scene: Scene): PlansStep {
  const found = request === null ? null : planAsked(part, request.requestId);
  if (request === null || found?.request.kind !== 'reschedule') return { part };
  const { plan } = found;
  if (!isWaiting(plan) && !isGivenUp(plan)) return { part };
  const ordered = instalments.toSorted((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.number - b.number,
  );
  const paidBefore = paidWithout(plan, scene.view.parts.ledger);
  const match = matches(plan.rows, ordered, paidBefore, scene.view.policies.plans.ledgerToleranceMinor);
  const booked = { ...plan, booked: openRows(ordered, paidBefore) };
  if (isGivenUp(plan) || !isRoundOpen(plan, scene)) return stepped(part, [bookedLate(booked, scene)], scene);
  const step =
    match.kind === 'same'
      ? inForce({ ...plan, rows: match.rows }, request.requestId, {}, scene)
      : bookedOtherwise(booked, match.reason, scene);
  return stepped(part, [step], scene);
}

/** All money that the ledger had before it booked; what counts for the plan has come since. */
const paidWithout = ({ payments }: Plan, ledger: LedgerPart): number =>
  ledger.foldedMinor + sumOf(ledger.payments) - sumOf(payments);

const sumOf = (all: readonly Readonly<{ minor: number }>[]): number => all.reduce((sum, { minor }) => sum + minor, 0);

const isWaiting = ({ state }: Plan): boolean =>
  state === 'awaiting' || state === 'differs' || state === 'rejected' || state === 'timed-out';

const isGivenUp = ({ state }: Plan): boolean => state === 'withdrawn' || state === 'booked-late';

/** Whether what was given up may still come true: the negotiation has not ended without it. */
const isRoundOpen = ({ state, roundId }: Plan, { view }: Scene): boolean =>
  state === 'awaiting' || state === 'differs' || view.parts.round.open?.roundId === roundId;

/** The ask is booked, and the plan in force; an ask that was repeated in between is wanted no more. */
function inForce(plan: Plan, requestId: string, { reference = null }: AskEnd, scene: Scene): PlanStep {
  const late = plan.state === 'rejected' || plan.state === 'timed-out';
  const isRepeated = plan.request?.requestId !== requestId && plan.request?.state === 'open';
  const first: PlanStep = isRepeated
    ? asked(plan, 'withdrawn', { because: 'booked-by-an-earlier-ask', withdraw: true }, scene)
    : { plan };
  return then(
    then(first, (next) => asked(named(next, requestId), 'booked', { reference }, scene)),
    (next) => activated(next, late ? { late } : {}, scene),
  );
}

const named = (plan: Plan, requestId: string): Plan =>
  plan.request === null ? plan : { ...plan, request: { ...plan.request, requestId } };

function bookedOtherwise(plan: Plan, reason: string, scene: Scene): PlanStep {
  const work = { kind: 'ledger-differs', team: 'operations' } as const;
  return then(asked({ ...plan, state: 'differs' }, 'booked', { because: reason }, scene), (next) =>
    notBooked(next, 'booked-otherwise', reason, work, scene),
  );
}

/** Nobody waits for it any more: people decide whether the ledger takes it back or it stands. */
export function bookedLate(plan: Plan, scene: Scene, because = 'booked-late'): PlanStep {
  const { openDay } = scene.at;
  const late: Plan = { ...plan, state: 'booked-late', endedOn: null, unsettledSince: openDay };
  return { plan: late, writes: [planWork(late, LATE_WORK, because, scene)], reviewOn: openDay };
}

const LATE_WORK = { kind: 'booked-after-withdrawal', team: 'operations' } as const;

type Said = Omit<Fact<'request-answered'>, 'kind'>;

/** What a ledger answers to what moves no schedule, and that it will not. */
export function answered(part: PlansPart, said: Said, reference: string | null, scene: Scene): PlansStep {
  const { requestId, outcome, reason } = said;
  const found = planAsked(part, requestId);
  if (found === null) return { part };
  const { plan, request } = found;
  if (request.kind === 'close-settled') return stepped(part, closing(plan, request, outcome, reason, scene), scene);
  if (outcome === 'rejected') return stepped(part, rejected(plan, requestId, reason, reference, scene), scene);
  // Of a schedule it says only that it will come.
  if (request.kind === 'reschedule') return { part };
  const step = acceptedNow(plan, requestId, reference, scene);
  return stepped(part, [then(step, (next) => watched(next, request, said, scene))], scene);
}

function acceptedNow(plan: Plan, requestId: string, reference: string | null, scene: Scene): PlanStep {
  if (plan.state === 'withdrawn') return bookedLate(plan, scene);
  if (!isWaiting(plan)) return { plan };
  return isRoundOpen(plan, scene) ? inForce(plan, requestId, { reference }, scene) : bookedLate(plan, scene);
}

const UNWATCHED = { kind: 'settlement-unwatched', team: 'operations' } as const;

/**
 * Whoever classifies reads what the ledger says and nothing of ours: without the echo a loan that was settled for a
 * debtor in difficulty is not watched (C-13), and people have the ledger answer once more.
 */
function watched(plan: Plan, { kind }: Ask, { echoed }: Said, scene: Scene): PlanStep {
  if (kind !== 'settle' || plan.restructure?.inDifficulty !== true) return { plan };
  if (echoed !== true) return { plan, writes: [planWork(plan, UNWATCHED, 'not-echoed', scene)] };
  const { loanId } = scene.view;
  return { plan, writes: [workDone({ loanId, about: plan.planId, ...UNWATCHED }, 'echoed', scene.at.openDay)] };
}

function rejected(
  plan: Plan,
  requestId: string,
  reason: string | null,
  reference: string | null,
  scene: Scene,
): readonly PlanStep[] {
  if (plan.request?.requestId !== requestId) return [];
  const because = reason ?? 'rejected';
  if (plan.state !== 'awaiting') return tookBack(plan, because, scene);
  const work = { kind: 'ask-again-or-offer-anew', team: 'credit' } as const;
  return [
    then(asked({ ...plan, state: 'rejected' }, 'rejected', { because, reference }, scene), (next) =>
      notBooked(next, 'rejected', reason, work, scene),
    ),
  ];
}

/** It has said yes before: what nobody waited for any more is gone again, and what is in force is for people to see to. */
function tookBack(plan: Plan, because: string, scene: Scene): readonly PlanStep[] {
  if (plan.state === 'active' || plan.state === 'at-risk') {
    return [{ plan, writes: [planWork(plan, { kind: 'ledger-took-back', team: 'operations' }, because, scene)] }];
  }
  if (plan.state !== 'booked-late') return [];
  const { openDay } = scene.at;
  const gone: Plan = { ...plan, state: 'withdrawn', endedOn: openDay, booked: null };
  const about = { loanId: scene.view.loanId, about: plan.planId, ...LATE_WORK };
  const line = timelineOf('plan-given-up', { planId: plan.planId, because }, null);
  return [{ plan: gone, writes: [workDone(about, because, openDay), line] }];
}

/** The borrower has paid; whether the ledger closes the loan is no longer the borrower's affair. */
function closing(
  plan: Plan,
  request: Ask,
  outcome: 'accepted' | 'rejected',
  reason: string | null,
  scene: Scene,
): readonly PlanStep[] {
  if (request.state !== 'open' && request.state !== 'timed-out') return [];
  const { loanId } = scene.view;
  if (outcome === 'accepted') {
    const step = asked(plan, 'booked', {}, scene);
    const done = workDone({ loanId, about: plan.planId, kind: SETTLEMENT_WORK.kind }, 'booked', scene.at.openDay);
    return [{ ...step, ...leaving(step, { writes: [done] }) }];
  }
  const step = asked(plan, 'rejected', { because: reason ?? 'rejected' }, scene);
  const work = planWork(plan, SETTLEMENT_WORK, reason ?? 'rejected', scene);
  return [{ ...step, ...leaving(step, { writes: [work] }) }];
}

/** The same by hand, for ledgers that publish nothing. */
export function answeredByHand(part: PlansPart, command: Answer, scene: Scene): PlansStep {
  const { requestId, outcome, reason, reference } = command;
  const found = planAsked(part, requestId);
  if (found === null) return refuse(part, 'no-such-request');
  const { request, plan } = found;
  if (request.kind === 'reschedule' && outcome === 'accepted') return refuse(part, 'needs-the-schedule');
  // Who classifies would not hear of it: it has to come as the ledger's own word.
  if (request.kind === 'settle' && outcome === 'accepted') return refuse(part, 'needs-the-record');
  const step = answered(part, { requestId, outcome, reason }, reference, scene);
  return step.part === part ? refuse(part, 'already-answered', `${request.state}, the plan is ${plan.state}`) : step;
}
