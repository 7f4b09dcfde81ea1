import { total } from '../../domain/menu/amounts.js';
import { partRows, textOf } from '../../domain/plans/amounts.js';
import { differenceId } from '../../domain/plans/difference.js';
import { uncountedOf } from '../../domain/plans/days.js';
import { judgePlan } from '../../domain/plans/judge.js';
import { listingFor, type Performed } from '../../domain/plans/listing.js';
import type { ForbearanceRules } from '../../domain/menu/rules.js';
import type { Plan } from '../../domain/plans/types.js';
import type { PlanLine } from '../../persistence/plans/plan.queries.js';
import type { LoanSeen } from '../loan/loans.js';
import type { PlanAnswer } from './plans.dto.js';

/** A plan with what is paid on each of its instalments as of the day that is open. */
export function planView(
  plan: Plan,
  line: PlanLine | null,
  { now }: LoanSeen,
  forbearance: readonly ForbearanceRules[],
): PlanAnswer {
  const rows = rowsOf(plan, line, now);
  const { planId, roundId, offerId, kinds, state, currency, acceptedOn, activeFrom, endedOn, disclosureId } = plan;
  return {
    planId,
    roundId,
    offerId,
    kinds,
    state,
    currency,
    acceptedOn,
    activeFrom,
    endedOn,
    disclosureId,
    tier: plan.tier,
    request: plan.request,
    rows,
    difference: plan.booked === null ? null : differenceOf(plan, plan.booked),
    proofDueOn: plan.fund?.proofDueOn ?? null,
    listing: now.openDay === null ? null : listingFor(plan, rows, now.openDay, forbearance),
  };
}

function differenceOf(plan: Plan, booked: NonNullable<Plan['booked']>): PlanAnswer['difference'] {
  const disclosureId = differenceId(plan);
  const isAcknowledged = plan.difference?.disclosureId === disclosureId;
  return { disclosureId, booked: partRows(booked, plan.currency), acknowledged: isAcknowledged };
}

type RowSeen = PlanAnswer['rows'][number] & Performed['rows'][number];

/** Of one that has ended long ago only what was agreed is known. */
function rowsOf(plan: Plan, line: PlanLine | null, { state, openDay }: LoanSeen['now']): readonly RowSeen[] {
  const { currency } = plan;
  if (plan.rows.length === 0 || plan.fund !== null) {
    return (line?.rows ?? plan.rows).map((row) => {
      const { number, dueOn } = row;
      return { number, dueOn, amount: textOf(total(row), currency), paid: textOf(0, currency), paidOn: null, late: 0 };
    });
  }
  const isJudged = plan.state === 'active' || plan.state === 'at-risk';
  const { rows } = judgePlan(plan, uncountedOf(state.parts), isJudged ? openDay : null);
  return rows.map(({ number, dueOn, minor, credited, paidOn, late }) => {
    return { number, dueOn, amount: textOf(minor, currency), paid: textOf(credited, currency), paidOn, late };
  });
}
