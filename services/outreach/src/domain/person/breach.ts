import { id128 } from '../ids.js';
import { NOTHING } from './ask.js';
import type { PersonEvent } from './event.js';
import type { Counted, PersonState } from './state.js';
import { type Context, type NotTaken, notTaken, type Step, writing } from './step.js';
import type { Breach } from './writes.js';

type GiveBack = Omit<Extract<PersonEvent, { kind: 'give-back' }>, 'kind'>;

/**
 * A firm says that it has made a contact for which it had no permission. It was made, so it counts for everybody from now
 * on; and the firm answers for it. Null where nobody says that a contact was made.
 */
export function beyond(state: PersonState, { decisionId, outcome, firm, made }: GiveBack, context: Context) {
  if (outcome.kind !== 'used' || firm === null || made === null) return null;
  const { answered, conversation } = outcome;
  const at = Math.min(outcome.at, context.at.now);
  const { loanId, role, channel } = made;
  const id = id128('beyond', firm, decisionId, state.personId, at);
  if (state.history.some((known) => known.id === id)) return ALREADY;
  const attempt: Counted = {
    id,
    at,
    loanId,
    channel,
    purpose: 'collection',
    role,
    collector: 'agency',
    pointId: null,
    direction: 'out',
    state: 'used',
    answered,
    conversation,
    consented: false,
    contactId: null,
    by: null,
    about: NOTHING,
    allowanceId: null,
  };
  const next = { ...state, history: [...state.history, attempt], lastActivityOn: context.at.today };
  const kind = 'beyond-what-was-allowed' as const;
  return breached({ next, said: [] }, { id, agencyId: firm, loanId, kind, at, knownOn: context.at.today });
}

const ALREADY: NotTaken = notTaken('reported-already', 'what became of this contact has been reported');

/** A contact that was granted, and made otherwise than it was granted. */
export function misused(
  { id, by, loanId }: Counted,
  kind: Breach['kind'],
  at: number,
  context: Context,
): Breach | null {
  const agencyId = by?.id ?? null;
  if (agencyId === null || loanId === null) return null;
  return { id: id128('breach', id), agencyId, loanId, kind, at, knownOn: context.at.today };
}

/** The firm answers for it: it counts against its standing, and somebody is told. */
export function breached(step: Step, breach: Breach | null): Step {
  const next = breach === null ? step.next : writing(step.next, { breaches: [...step.next.writes.breaches, breach] });
  return { ...step, next, alarms: [...(step.alarms ?? []), 'allowance-breach'] };
}
