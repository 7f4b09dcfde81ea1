import { id128 } from '../ids.js';
import type { Channel } from '../words.js';
import { NOTHING } from './ask.js';
import type { Reported } from './event.js';
import { madeAt } from './made-at.js';
import { pointPrintOf } from './points.js';
import type { Counted, PersonState } from './state.js';
import { type Context, type Step, unchanged } from './step.js';

export type Known = Readonly<{
  at: number;
  answered: boolean | null;
  conversation: boolean | null;
  reportId?: string | undefined;
}>;

/**
 * A contact was made under a permission that has been used: the same one that is told in more words, or another one. That
 * one was made too, so it counts; and somebody is told.
 */
export function again(state: PersonState, attempt: Counted, said: Known, context: Context): Step {
  const { reportId } = said;
  const isKnown = reportId === undefined || reportId === attempt.reportId;
  if (isKnown) return unchanged(state);
  const isFirst = (attempt.reportId ?? null) === null && madeAt(state, attempt, said.at, context).at === attempt.at;
  return isFirst ? unchanged(told(state, attempt, said)) : another(state, attempt, said, context);
}

export function another(state: PersonState, attempt: Counted, said: Known, context: Context): Step {
  const { at } = madeAt(state, attempt, said.at, context);
  const { answered, conversation, reportId } = said;
  const id = id128('another', attempt.id, reportId ?? at);
  if (state.history.some((known) => known.id === id)) return unchanged(state);
  const more: Counted = { ...attempt, id, at, answered, conversation, reportId: reportId ?? null, allowanceId: null };
  return { next: counting(state, more, context), said: [], alarms: ['contact-reported-twice'] };
}

/** Where two reports of one contact differ nobody knows: it counts as either. */
function told(state: PersonState, attempt: Counted, { answered, conversation, reportId }: Known): PersonState {
  const agreed = (one: boolean | null, two: boolean | null) => (one === two ? one : null);
  const now: Counted = {
    ...attempt,
    reportId: reportId ?? null,
    answered: agreed(attempt.answered, answered),
    conversation: agreed(attempt.conversation, conversation),
  };
  return { ...state, history: state.history.map((one) => (one === attempt ? now : one)) };
}

/**
 * A contact that is not counted was made all the same: it had been given back while it was on its way, or the person has
 * called the bank.
 */
export function uncounted(state: PersonState, said: Reported, context: Context): Step {
  const isCounted = state.allowances.some(({ id }) => id === said.decisionId);
  if (isCounted || state.status === 'erased') return unchanged(state);
  const { decisionId: id, loanId, channel, answered, conversation, direction = 'out', pointId = null } = said;
  const attempt: Counted = {
    id,
    at: Math.min(said.at, context.at.now),
    loanId,
    channel,
    purpose: said.purpose ?? 'collection',
    role: said.role ?? state.loans[loanId]?.role ?? 'borrower',
    collector: said.by ?? collectorOf(channel),
    pointId,
    pointPrint: pointPrintOf(state.party, pointId),
    direction,
    state: 'used',
    answered,
    conversation,
    consented: false,
    contactId: null,
    by: null,
    about: NOTHING,
    allowanceId: null,
    reportId: said.reportId ?? null,
  };
  return { next: counting(state, attempt, context), said: [] };
}

const collectorOf = (channel: Channel): Counted['collector'] => (channel.startsWith('agency-') ? 'agency' : 'staff');

const counting = (state: PersonState, attempt: Counted, { at }: Context): PersonState => ({
  ...state,
  history: [...state.history, attempt],
  lastActivityOn: at.today,
});
