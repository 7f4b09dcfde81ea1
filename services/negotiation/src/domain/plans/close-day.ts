import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import type { LoanState } from '../loan/state.js';
import { asked } from './ask.js';
import { judgedAt } from './breach.js';
import { SETTLEMENT_WORK } from './close-settled.js';
import { countedAnew, firstStill } from './counted.js';
import { uncountedOf } from './days.js';
import { judgePlan } from './judge.js';
import { notBooked, planWork } from './not-booked.js';
import { recounted } from './money.js';
import { textOf } from './amounts.js';
import { leaving, type PlansStep, type PlanStep, type Scene, stepped, tells, then } from './step.js';
import type { Plan, PlansPart } from './types.js';
import { unsettledAt } from './unsettled.js';

/** Whatever the end of a day means to plans: a ledger that has not answered, money that has not come. */
export function closePlansDay(part: PlansPart, day: CalendarDate, scene: Scene): PlansStep {
  if (part.plans.length === 0) return { part };
  const kept = part.plans.filter((plan) => !isForgotten(plan, day));
  const known = kept.length === part.plans.length ? part : { plans: kept };
  return stepped(
    known,
    known.plans.map((plan) => closed(plan, day, scene)),
    scene,
  );
}

function closed(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  switch (plan.state) {
    case 'awaiting':
      return unanswered(plan, day, scene, timedOut);
    case 'active':
    case 'at-risk':
      return judgedAt(plan, day, scene);
    case 'broken':
      return brokenStill(plan, day, scene);
    case 'completed':
      return then(unanswered(plan, day, scene, notClosed), (next) => endedStill(next, day, scene));
    case 'ended':
      return endedStill(plan, day, scene);
    case 'rejected':
    case 'timed-out':
    case 'differs':
    case 'booked-late':
      return unsettledAt(plan, day, scene);
    default:
      return folded(plan, day, scene);
  }
}

function unanswered(
  plan: Plan,
  day: CalendarDate,
  scene: Scene,
  late: (plan: Plan, scene: Scene) => PlanStep,
): PlanStep {
  const { request } = plan;
  if (request?.state !== 'open') return { plan };
  return day < request.answerBy ? { plan, reviewOn: request.answerBy } : late(plan, scene);
}

function timedOut(plan: Plan, scene: Scene): PlanStep {
  const end = { because: 'timed-out', withdraw: true } as const;
  const work = { kind: 'ask-again-or-offer-anew', team: 'credit' } as const;
  return then(asked({ ...plan, state: 'timed-out' }, 'timed-out', end, scene), (next) =>
    notBooked(next, 'timed-out', null, work, scene),
  );
}

/** The borrower has paid: the ask is not taken back, people see to it. */
function notClosed(plan: Plan, scene: Scene): PlanStep {
  const step = asked(plan, 'timed-out', { because: 'timed-out' }, scene);
  return { ...step, ...leaving(step, { writes: [planWork(plan, SETTLEMENT_WORK, 'timed-out', scene)] }) };
}

/**
 * Money of its own days that was booked later, or a dispute over them that was heard of later: judged by them the plan
 * was not broken, and runs on, unless something newer has begun. Where it stays broken they may excuse the failure.
 */
function brokenStill(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  const { endedOn } = plan;
  const { parts } = scene.view;
  if (endedOn === null || !mayReopen(endedOn, day, scene)) return folded(plan, day, scene);
  const on = brokenOn(plan, { from: endedOn, until: day }, scene);
  if (on !== null || hasNewer(plan, parts)) {
    return then(countedAnew(plan, on ?? endedOn, scene), (next) => folded(next, day, scene));
  }
  const judged = judgePlan(plan, uncountedOf(parts), endedOn);
  const { planId, currency } = plan;
  const active: Plan = { ...plan, state: 'active', endedOn: null };
  const unpaid = textOf(judged.rows.reduce((sum, row) => sum + row.minor, 0) - judged.paid, currency);
  const because = 'not-broken';
  const data = { planId, instalment: null, dueOn: null, unpaid, currency, because };
  const step: PlanStep = {
    plan: active,
    ...leaving(tells('plan-reopened', data, { unpaid, because }, plan), {
      tell: [{ kind: 'plan-over', plan: active, how: 'reopened' }],
    }),
  };
  const firstMissed = { ...active.told, firstMissed: false };
  return then(
    then(step, (next) => recounted({ ...next, told: firstMissed }, scene)),
    (next) => (next.state === 'completed' ? { plan: next } : judgedAt(next, day, scene)),
  );
}

/** The first day, from the one on which it broke, on which it is broken by all that is known now. */
function brokenOn(
  plan: Plan,
  { from, until }: Readonly<{ from: CalendarDate; until: CalendarDate }>,
  { view }: Scene,
): CalendarDate | null {
  const uncounted = uncountedOf(view.parts);
  for (let on = from; on <= until; on = addDays(on, 1)) {
    if (judgePlan(plan, uncounted, on).brokenBy !== null) return on;
  }
  return null;
}

const mayReopen = (endedOn: CalendarDate, day: CalendarDate, { view }: Scene): boolean =>
  day <= addDays(endedOn, view.policies.plans.reopenDays);

/** One that was paid or is over otherwise: what was heard of since may excuse its first instalment. */
function endedStill(plan: Plan, day: CalendarDate, scene: Scene): PlanStep {
  const { endedOn } = plan;
  if (endedOn === null || !mayReopen(endedOn, day, scene)) return folded(plan, day, scene);
  return then(firstStill(plan, endedOn, scene), (next) => folded(next, day, scene));
}

export function hasNewer({ planId, endedOn }: Plan, { plans, round, ledger }: LoanState['parts']): boolean {
  const isLast = plans.plans.findLast(({ state }) => state !== 'withdrawn')?.planId === planId;
  const hasRound = round.open !== null || round.closed.some(({ on }) => endedOn !== null && on > endedOn);
  return !isLast || hasRound || ledger.status !== 'active';
}

/** Its rows and payments are of no use once it cannot be opened again; they stand in their table. */
function folded(plan: Plan, day: CalendarDate, { view }: Scene): PlanStep {
  const { endedOn } = plan;
  if (endedOn === null || plan.rows.length === 0) return { plan };
  const until = addDays(endedOn, view.policies.plans.reopenDays);
  if (day <= until) return { plan, reviewOn: addDays(until, 1) };
  return { plan: { ...plan, rows: [], payments: [], known: [], booked: null } };
}

/** What a loan's past forbids looks five years back. */
const YEARS_MONTHS = 60;

const isForgotten = ({ endedOn }: Plan, day: CalendarDate): boolean =>
  endedOn !== null && addMonths(endedOn, YEARS_MONTHS) < day;
