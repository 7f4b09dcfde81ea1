import { addDays, type CalendarDate } from '@mora/kernel';
import { noticeFor } from '../notices/ask-notice.js';
import { readable, textOf } from './amounts.js';
import { firstMissed, isFailure } from './counted.js';
import { uncountedOf, unfailedOf } from './days.js';
import { fundAt, isUnproven } from './fund.js';
import { judgePlan, type Judged, type RowJudged } from './judge.js';
import { leaving, type PlanStep, type Scene, tells, then } from './step.js';
import type { Plan } from './types.js';

/** How a plan in force stands when a day closes: kept, at risk, or broken. */
export function judgedAt(known: Plan, day: CalendarDate, scene: Scene): PlanStep {
  const { reopened, ...told } = known.told;
  const plan: Plan = reopened === undefined ? known : { ...known, told };
  const judged = judgePlan(plan, uncountedOf(scene.view.parts), day);
  const failed = judgePlan(plan, unfailedOf(scene.view.parts), day);
  const counted = isFailure(failed);
  if (judged.brokenBy !== null) return broken(plan, judged, { because: judged.brokenBy, on: day, counted }, scene);
  const funded = fundAt(plan, day, scene);
  if (funded.plan.state === 'ended') return funded;
  const rows = then(funded, (next) => rowsAtRisk(next, judged, scene));
  const first = then(rows, (next) => firstMissed(next, failed));
  // Under a hold that only excuses failures the plan is looked at again for its own lateness and for the failure.
  return [judged, failed].reduce<PlanStep>(
    (step, { nextLook }) => ({ ...step, ...leaving(step, nextLook === null ? {} : { reviewOn: nextLook }) }),
    first,
  );
}

/** Each instalment that is missed is said once, and again only after it was not. */
function rowsAtRisk(plan: Plan, { rows, missed }: Judged, scene: Scene): PlanStep {
  const { told } = plan;
  const now = missed.map(({ number }) => number);
  const fresh = missed.filter(({ number }) => !told.atRisk.includes(number));
  const gone = rows.filter(({ number }) => told.atRisk.includes(number) && !now.includes(number));
  const state = now.length > 0 || isUnproven(plan) ? 'at-risk' : 'active';
  if (fresh.length === 0 && gone.length === 0) return { plan: state === plan.state ? plan : { ...plan, state } };
  const leaves = [
    ...gone.map((row) => rowSaid('plan-recovered', plan, row, row.paidOn === null ? 'excused' : 'paid')),
    ...fresh.map((row) => rowSaid('plan-at-risk', plan, row, 'overdue')),
    ...fresh.map((row) => ({ said: [riskNotice(plan, row, scene)] })),
  ].reduce(leaving);
  return { plan: { ...plan, state, told: { ...told, atRisk: now } }, ...leaves };
}

function rowSaid(type: string, plan: Plan, { number, dueOn, minor, credited }: RowJudged, because: string) {
  const { planId, currency } = plan;
  const unpaid = textOf(minor - credited, currency);
  const data = { planId, instalment: number, dueOn, unpaid, currency, because };
  return tells(type, data, { instalment: number, dueOn, unpaid, because }, plan);
}

function broken(
  plan: Plan,
  { missed, rows, paid }: Judged,
  { because, on, counted }: Readonly<{ because: NonNullable<Judged['brokenBy']>; on: CalendarDate; counted: boolean }>,
  scene: Scene,
): PlanStep {
  const { planId, roundId, currency } = plan;
  const next: Plan = { ...plan, state: 'broken', endedOn: on, counted };
  const due = rows.filter(({ dueOn }) => dueOn <= on).reduce((sum, { minor }) => sum + minor, 0);
  const unpaid = textOf(Math.max(0, due - paid), currency);
  const about = { because, missed: missed.length, unpaid, counted };
  const data = { planId, on, ...(roundId !== null && { roundId }), currency, ...about };
  const { loanId, policies } = scene.view;
  const facts = { reference: planId, amount: `${unpaid} ${currency}` };
  return {
    plan: next,
    ...leaving(tells('plan-broken', data, about, plan), {
      said: [noticeFor('plan-broken', loanId, `${planId}/${on}`, facts, scene.at.openDay)],
      tell: [{ kind: 'plan-over', plan: next, how: 'broken', counted }],
      reviewOn: addDays(on, policies.plans.reopenDays + 1),
    }),
  };
}

function riskNotice({ planId, currency }: Plan, { number, dueOn, minor, credited }: RowJudged, scene: Scene) {
  const facts = { reference: planId, amount: readable(minor - credited, currency), dueOn };
  return noticeFor(
    'plan-at-risk',
    scene.view.loanId,
    `${planId}/${number}/${scene.at.openDay}`,
    facts,
    scene.at.openDay,
  );
}
