import { sumOf, total } from '../menu/amounts.js';
import { workDone } from '../loan/work.js';
import { noticeFor } from '../notices/ask-notice.js';
import { partRows, portionsText, readable } from './amounts.js';
import { judgePlan } from './judge.js';
import { recounted } from './money.js';
import { leaving, type PlanStep, type Scene, tells, then } from './step.js';
import type { Plan } from './types.js';

export const LEDGER_WORK = ['ledger-differs', 'ask-again-or-offer-anew', 'booked-after-withdrawal'] as const;

export type Activation = Readonly<{ late?: true }>;

/** A plan is in force: both sides are bound, and money that has come since it was accepted counts. */
export function activated(plan: Plan, { late }: Activation, scene: Scene): PlanStep {
  const { view, at } = scene;
  const { openDay } = at;
  const active: Plan = { ...plan, state: 'active', activeFrom: plan.activeFrom ?? openDay, booked: null };
  const { planId } = active;
  const { nextLook } = judgePlan(active, [], openDay);
  const said = tells(
    'plan-activated',
    activatedData(active, late),
    { activeFrom: active.activeFrom, requestId: plan.request?.requestId ?? null, cutOver: plan.cutOver },
    active,
  );
  const first: PlanStep = {
    plan: active,
    ...leaving(said, {
      said: [...fundSaid(active), ...(plan.cutOver ? [] : [activeNotice(active, scene)])],
      writes: LEDGER_WORK.map((kind) => workDone({ loanId: view.loanId, about: planId, kind }, 'active', openDay)),
      tell: [{ kind: 'plan-active', plan: active }],
      ...(nextLook !== null && { reviewOn: nextLook }),
    }),
  };
  const looked = active.fund === null ? first : { ...first, ...leaving(first, { reviewOn: active.fund.proofDueOn }) };
  return then(looked, (next) => recounted(next, scene));
}

/** What is not known of a plan is left out. */
function activatedData(plan: Plan, late: true | undefined): object {
  const { planId, activeFrom, roundId, offerId, episodeId, request, kinds, currency, rows } = plan;
  const { restructure, tier, disclosureId, legal, cutOver } = plan;
  return {
    planId,
    activeFrom,
    episodeId,
    ...(roundId !== null && { roundId }),
    ...(offerId !== null && { offerId }),
    ...(request !== null && { requestId: request.requestId }),
    ...(kinds.length > 0 && { kinds }),
    currency,
    ...portionsText(sumOf(rows), currency),
    instalments: partRows(rows, currency),
    ...(restructure !== null && { restructure }),
    ...(tier !== null && { tier }),
    ...(disclosureId !== null && { disclosureId }),
    ...(rows.length > 0 && { until: rows.at(-1)?.dueOn }),
    ...(legal !== null && { reference: legal }),
    ...(late && { late }),
    ...(cutOver && { cutOver }),
  };
}

const fundSaid = ({ planId, fund }: Plan) =>
  fund === null ? [] : [{ type: 'fund-proof-wanted', data: { planId, dueOn: fund.proofDueOn } }];

function activeNotice({ planId, rows, currency }: Plan, { view, at }: Scene) {
  const [first] = rows;
  const facts = {
    reference: planId,
    count: String(rows.length),
    amount: readable(first === undefined ? 0 : total(first), currency),
    dueOn: first?.dueOn ?? at.openDay,
    until: rows.at(-1)?.dueOn ?? at.openDay,
  };
  return noticeFor('plan-active', view.loanId, planId, facts, at.openDay);
}
