import { id128, type LoanId } from '@mora/kernel';
import { NOTHING } from '../menu/amounts.js';
import { isOpenPlan } from '../round/open-plan.js';
import { activated } from './active.js';
import type { CutOverPast } from './commands.js';
import { breachRulesOf } from './rules.js';
import { type PlansStep, refuse, type Scene, stepped } from './step.js';
import type { Plan, PlansPart } from './types.js';

type PastPlan = Extract<CutOverPast, { what: 'plan' }>;

/** The bank's own number of a plan is unique within a loan alone. */
export const importedId = (loanId: LoanId, planId: string): string => id128('cut-over', loanId, planId);

/** A plan that runs already: what was paid on it up to the open day is one sum, and payments known by now are in it. */
export function importedPlan(part: PlansPart, past: PastPlan, scene: Scene): PlansStep {
  const { view, at } = scene;
  const { ledger, round } = view.parts;
  const planId = importedId(view.loanId, past.planId);
  if (part.plans.some((plan) => plan.planId === planId)) return refuse(part, 'already-imported');
  if (part.plans.some(isOpenPlan)) return refuse(part, 'plan-open');
  if (round.open !== null) return refuse(part, 'round-open');
  if (ledger.status !== 'active') return refuse(part, 'loan-ended');
  if (ledger.currency === null) return refuse(part, 'no-schedule');
  const { kinds, activeFrom, rows, paidBefore } = past;
  const before = { id: 'cut-over', minor: paidBefore, valueDate: activeFrom, portions: null };
  const plan: Plan = {
    planId,
    roundId: null,
    offerId: null,
    // The count finds it by its day: whether the debt is known yet must not matter.
    episodeId: null,
    kinds,
    currency: ledger.currency,
    state: 'active',
    rows: rows
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .map(({ dueOn, minor }, n) => ({ ...NOTHING, number: n + 1, dueOn, principal: minor })),
    restructure: null,
    tier: null,
    disclosureId: null,
    legal: null,
    settles: null,
    fund: null,
    terms: { yearlyRate: null, capitalised: 0, waived: NOTHING, replaces: null },
    request: null,
    booked: null,
    rules: breachRulesOf(view.policies.plans),
    acceptedOn: activeFrom,
    activeFrom,
    endedOn: null,
    known: ledger.payments.filter(({ valueDate }) => valueDate >= activeFrom).map(({ id }) => id),
    payments: paidBefore > 0 ? [before] : [],
    told: { kept: [], atRisk: [], firstMissed: false },
    cutOver: true,
    importedOn: at.openDay,
  };
  return stepped(part, [activated(plan, {}, scene)], scene);
}
