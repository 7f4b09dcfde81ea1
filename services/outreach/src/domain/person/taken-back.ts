import { giveBackOne } from './outcomes.js';
import type { Planned } from './put-to-gate.js';
import { putToGate } from './put-to-gate.js';
import type { Counted, PersonState } from './state.js';
import type { Context, Step } from './step.js';

/**
 * Between the gate's yes and the sending some hours may pass. Whenever what the person wants, or what is known of the
 * person, has changed, all that a loan has planned and nobody has made yet is put to the gate again; what it refuses now
 * is taken back, and the loan is told before anything leaves.
 */
export function takenBack(known: PersonState, step: Step, context: Context): Step {
  if (!hasChanged(known, step.next)) return step;
  const { now } = context.at;
  const open = step.next.history.filter(({ state, plan, until }) => isOpen(state, plan) && (until ?? 0) > now);
  return open.reduce((so, attempt) => judgedAgain(so, attempt, context), step);
}

const hasChanged = (known: PersonState, next: PersonState): boolean =>
  known.party !== next.party ||
  known.flags !== next.flags ||
  known.consents !== next.consents ||
  known.optOuts !== next.optOuts;

const isOpen = (state: Counted['state'], plan: Counted['plan']): boolean =>
  state === 'reserved' && (plan ?? null) !== null;

function judgedAgain(step: Step, attempt: Counted, context: Context): Step {
  const state = step.next;
  const planned = plannedBy(attempt);
  if (planned === null) return step;
  const others = state.history.filter((one) => one !== attempt);
  const at = Math.max(context.at.now, attempt.at);
  const { decision } = putToGate({ ...state, history: others }, planned, at, context);
  if (decision.kind === 'allowed') return step;
  const { rules, packs, inputs } = decision;
  const { next, said, clear = [] } = giveBackOne(state, attempt, context, { rules, packs, inputs });
  return { ...step, next, said: [...step.said, ...said], clear: [...(step.clear ?? []), ...clear] };
}

function plannedBy({ loanId, role, channel, purpose, by, pointId, plan }: Counted): Planned | null {
  if (loanId === null || by === null || plan === null || plan === undefined) return null;
  return { loanId, role, channel, purpose, collector: by, pointId, ...plan, versions: {}, spineKnown: true };
}
