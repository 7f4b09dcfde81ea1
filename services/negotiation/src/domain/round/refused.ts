import type { CalendarDate } from '@mora/kernel';
import { isHeldUpstream } from '../loan/held.js';
import { timelineOf } from '../loan/timeline.js';
import { isOpenPlan } from './open-plan.js';
import type { RoundStep, Scene } from './step.js';
import type { RoundPart } from './types.js';

export type NeverBecause = 'plan-open' | 'loan-ended' | 'nothing-overdue' | 'not-by-policy';

/**
 * Why legal escalation can get no negotiation at the close of a day; null where it has asked for none, can get one, or
 * where one is only held: what is held is waited for.
 */
export function whyNeverForLegal({ view: { parts, policies } }: Scene): NeverBecause | null {
  if (parts.elsewhere.legal.every(({ opened }) => opened) || isHeldUpstream(parts)) return null;
  if (parts.plans.plans.some(isOpenPlan)) return 'plan-open';
  if (parts.ledger.status !== 'active') return 'loan-ended';
  if (parts.arrears.episode === null) return 'nothing-overdue';
  return policies.opening.rows.some(({ when }) => when.legal === true) ? null : 'not-by-policy';
}

/** Each that was asked for is answered, so that nobody waits for it, there or here. */
export function refusedToLegal(part: RoundPart, because: NeverBecause, on: CalendarDate, { view }: Scene): RoundStep {
  const refs = view.parts.elsewhere.legal.filter(({ opened }) => !opened).map(({ ref }) => ref);
  const { id, version } = view.policies.opening;
  return {
    part,
    said: refs.map((reference) => ({ type: 'refused-to-open', data: { reference, because, on } })),
    writes: refs.map((reference) =>
      timelineOf('refused-to-open', { reference, because, on }, { id, version, rule: because }),
    ),
    tell: [{ kind: 'legal-refused', refs }],
  };
}
