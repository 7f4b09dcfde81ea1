import { workDone } from '../loan/work.js';
import { asked } from './ask.js';
import { leaving, type PlanStep, type Scene } from './step.js';
import type { Plan } from './types.js';

/** People see to a settlement that is paid and that the ledger has not closed. */
export const SETTLEMENT_WORK = { kind: 'settlement-not-closed', team: 'operations' } as const;

/** What was paid is not: a ledger that has not waived the rest yet is asked not to, also where it has let the ask lie. */
export function closeTakenBack(plan: Plan, scene: Scene): PlanStep {
  const { request, planId: about } = plan;
  if (request?.kind !== 'close-settled' || (request.state !== 'open' && request.state !== 'timed-out')) return { plan };
  const because = 'payment-reversed';
  const step = asked(plan, 'withdrawn', { because, withdraw: true }, scene);
  const { loanId } = scene.view;
  const done = workDone({ loanId, about, kind: SETTLEMENT_WORK.kind }, because, scene.at.openDay);
  return { ...step, ...leaving(step, { writes: [done] }) };
}
