import type { CalendarDate } from '@mora/kernel';
import type { LedgerFact } from '../loan/event.js';
import { withPayment } from '../loan/parts/ledger.js';
import { isOpenPlan } from '../round/open-plan.js';
import { textOf } from './amounts.js';
import { asking } from './ask.js';
import { closeTakenBack } from './close-settled.js';
import { judgePlan, type Judged, type RowJudged } from './judge.js';
import { isLate, isMovable } from './movable.js';
import { planWork } from './not-booked.js';
import { pricedMoneyGone } from './priced.js';
import { leaving, type PlansStep, type PlanStep, type Scene, stepped, tells, then } from './step.js';
import type { Plan, PlansPart } from './types.js';

type Fact<K extends LedgerFact['kind']> = Extract<LedgerFact, { kind: K }>;

/** Money came: it is for the plan that is open, or for the last one while it may still be opened again. */
export function moneyCame(part: PlansPart, fact: Fact<'payment'>, scene: Scene): PlansStep {
  const plan = planPaid(part, scene);
  if (plan === null) return { part };
  const { paymentId: id, minor, valueDate, portions } = fact;
  if (isInImport(plan, fact) || plan.known.includes(id)) return { part };
  const paid = { ...plan, payments: withPayment(plan.payments, { id, minor, valueDate, portions }) };
  return stepped(part, [moved(paid, scene)], scene);
}

/**
 * Whether it is in the one sum by which a plan was imported: whatever was booked before that day, and no transfer that
 * was booked since, whatever the day of its value. Of all other plans those payments were in the price that were
 * known when it was accepted, and no others: what becomes known later pays of the plan, whatever the day of its value.
 * A ledger that has it stand before the rows that it was asked for would ask for it twice; then its schedule differs.
 */
const isInImport = ({ importedOn }: Plan, { bookedOn }: Fact<'payment'>): boolean =>
  importedOn !== undefined && bookedOn !== undefined && bookedOn < importedOn;

/** Money was taken back: of whichever plan it was, and in whose price. Of one that has ended long ago the arrears tell. */
export function moneyTakenBack(part: PlansPart, { paymentId }: Fact<'reversal'>, scene: Scene): PlansStep {
  const plan = part.plans.find(({ payments }) => payments.some(({ id }) => id === paymentId));
  const own =
    plan === undefined || !isMovable(plan, scene)
      ? []
      : [moved({ ...plan, payments: plan.payments.filter(({ id }) => id !== paymentId) }, scene)];
  return stepped(part, [...own, ...pricedMoneyGone(part, paymentId, scene)], scene);
}

function moved(plan: Plan, scene: Scene): PlanStep {
  // How late it is, and what that ends or mends, is looked at when the day closes.
  const step = recounted(plan, scene);
  return { ...step, ...leaving(step, { reviewOn: scene.at.openDay }) };
}

/** The plan that is open, then one that was booked late, then the last one while it may be opened again. */
function planPaid({ plans }: PlansPart, scene: Scene): Plan | null {
  const last = plans.findLast(({ state }) => state !== 'withdrawn' && state !== 'booked-late');
  if (last !== undefined && isOpenPlan(last)) return last;
  const late = plans.find(isLate);
  if (late !== undefined) return late;
  return last !== undefined && isMovable(last, scene) ? last : null;
}

/** What of a plan is paid now, by all its money: instalments at once, and the whole of it. */
export function recounted(plan: Plan, scene: Scene): PlanStep {
  if (plan.state !== 'active' && plan.state !== 'at-risk' && plan.state !== 'completed') return { plan };
  const judged = judgePlan(plan, [], null);
  const rows = instalmentsSaid(plan, judged);
  return then(rows, (next) => {
    const isDone = judged.isPaid && (next.fund === null || next.fund.proof === 'accepted');
    if (next.state !== 'completed') return isDone ? completed(next, judged, scene) : { plan: next };
    return isDone ? { plan: next } : unpaidAgain(next, judged, scene);
  });
}

/** Instalments that are paid now, or since another day; and those that are paid no more. */
function instalmentsSaid(plan: Plan, { rows }: Judged): PlanStep {
  const { planId, currency, told } = plan;
  const paid = rows.flatMap(({ number, paidOn }) => (paidOn === null ? [] : [{ number, paidOn }]));
  const fresh = paid.filter((one) => !told.kept.some((k) => k.number === one.number && k.paidOn === one.paidOn));
  const gone = told.kept.filter(({ number }) => !paid.some((one) => one.number === number));
  if (fresh.length === 0 && gone.length === 0) return { plan };
  const rowOf = (number: number) => rows.find((row) => row.number === number) as RowJudged;
  const leaves = [
    ...gone.map(({ number }) => {
      const { dueOn, minor, credited } = rowOf(number);
      const unpaid = textOf(minor - credited, currency);
      const data = { planId, instalment: number, dueOn, unpaid, currency, because: 'payment-reversed' };
      return tells('plan-reopened', data, { instalment: number, unpaid, because: 'payment-reversed' }, plan);
    }),
    ...fresh.map(({ number, paidOn }) => {
      const { dueOn, minor } = rowOf(number);
      const amount = textOf(minor, currency);
      const data = { planId, instalment: number, dueOn, paidOn, amount, currency };
      return tells('instalment-kept', data, { instalment: number, dueOn, paidOn, amount }, plan);
    }),
  ].reduce(leaving);
  return { plan: { ...plan, told: { ...told, kept: paid } }, ...leaves };
}

/** A plan that is whole again on the day on which it was not has ended when it did before. */
function endedAgain({ told: { reopened } }: Plan, openDay: CalendarDate): CalendarDate {
  return reopened?.on === openDay ? reopened.from : openDay;
}

/** All of it is paid. Of a settlement the ledger is asked to waive the rest and close the loan. */
function completed(plan: Plan, { paid }: Judged, scene: Scene): PlanStep {
  const { planId, roundId, currency, settles } = plan;
  const { openDay: on } = scene.at;
  const { reopened: _over, ...told } = plan.told;
  const done: Plan = { ...plan, state: 'completed', endedOn: endedAgain(plan, on), told };
  const data = {
    planId,
    on,
    ...(roundId !== null && { roundId }),
    paid: textOf(paid, currency),
    currency,
    settled: settles !== null,
  };
  const step: PlanStep = {
    plan: done,
    ...leaving(tells('plan-completed', data, { paid: data.paid, settled: data.settled }, plan), {
      tell: [{ kind: 'plan-over', plan: done, how: 'completed' }],
    }),
  };
  return settles === null ? step : then(step, (next) => asking(next, 'close-settled', closeTries(plan), scene));
}

/** One that was completed, reopened and completed again asks anew. */
const closeTries = ({ request }: Plan): number => (request?.kind === 'close-settled' ? request.tries + 1 : 1);

function runsOn(plan: Plan, on: CalendarDate): Plan {
  const { endedOn: from, told } = plan;
  const state = told.atRisk.length > 0 ? 'at-risk' : 'active';
  const again = from === null || from === on ? told : { ...told, reopened: { on, from } };
  return { ...plan, state, endedOn: null, told: again };
}

/** Money of a completed plan was taken back: it runs on, unless the loan is closed by it or another plan has begun. */
function unpaidAgain(plan: Plan, judged: Judged, scene: Scene): PlanStep {
  const { plans } = scene.view.parts.plans;
  const { request, planId, currency } = plan;
  const isNewer = plans.findLast(({ state }) => state !== 'withdrawn')?.planId !== planId;
  const isClosed = request?.kind === 'close-settled' && request.state === 'booked';
  if (isNewer || isClosed || scene.view.parts.ledger.status !== 'active') {
    const work = { kind: 'unpaid-after-completion', team: 'operations' } as const;
    return { plan, writes: [planWork(plan, work, 'payment-reversed', scene)] };
  }
  const active = runsOn(plan, scene.at.openDay);
  const { number, dueOn, minor, credited } = judged.rows.find(({ paidOn }) => paidOn === null) as RowJudged;
  const unpaid = textOf(minor - credited, currency);
  const data = { planId, instalment: null, dueOn: null, unpaid, currency, because: 'payment-reversed' };
  const step: PlanStep = {
    plan: active,
    ...leaving(tells('plan-reopened', data, { instalment: number, dueOn, unpaid }, plan), {
      tell: [{ kind: 'plan-over', plan: active, how: 'reopened' }],
    }),
  };
  return then(step, (next) => closeTakenBack(next, scene));
}
