import { textOf } from './amounts.js';
import { judgePlan } from './judge.js';
import { type PlanStep, type Scene, tells } from './step.js';
import type { Plan } from './types.js';

type Because = 'loan-ended' | 'fund-unproven' | 'fund-decided';

/** A plan in force is over without having been paid or broken: that is nobody's failure. */
export function overEarly(plan: Plan, because: Because, { at }: Scene): PlanStep {
  const { planId, roundId, currency, fund, legal } = plan;
  const { openDay: on } = at;
  const { rows, paid } = judgePlan(plan, [], null);
  const unpaid = textOf(rows.reduce((sum, { minor }) => sum + minor, 0) - paid, currency);
  // What a fund lends is repaid by a credit line of its own.
  const open = fund === null ? { unpaid, currency } : {};
  const round = roundId !== null && { roundId };
  const data = { planId, on, ...round, because, ...open, ...(legal !== null && { reference: legal }) };
  const next: Plan = { ...plan, state: 'ended', endedOn: on, over: because };
  return { plan: next, ...tells('plan-ended', data, { because, ...open }, plan) };
}
