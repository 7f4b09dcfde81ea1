import { tenantOf } from '@mora/kernel';
import type { ContactAnswered } from '../loan/event.js';
import type { LoanAt, LoanView, Step } from '../loan/part.js';
import { isAsked, NOT_KNOWN_YET, whyReturned } from '../loan/still-wanted.js';
import { id128 } from '../ids.js';
import { type KeptNotice, type KeptTask, type NoticesPart, type Reserved, withNotice } from './kept.js';
import { dedupeKeyOf, noticeRow, taskRow } from './rows.js';
import { reported } from './said.js';
import { type Words, wordsOf } from './words-of.js';

/** Timers of a notice that nobody claims in time, and of a task that nobody does. */
export const LAPSE = 'notice-lapse';
export const EXPIRE = 'task-expire';
export const timerKey = (kind: string, id: string): string => `${kind}/${id}`;

const HANDED = new Set(['sms', 'email', 'letter']);

/** The gate allows a contact that was planned: it becomes a message to send or a task to do, or is given back. */
export function planned(part: NoticesPart, event: ContactAnswered, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const { reservation, outcome, channel } = event;
  // Whoever asks just before acting acts at once: there is nothing to plan.
  if (outcome !== 'allowed' || reservation === null || isAsked(event, view)) return { part };
  const because = whyReturned(event, view, at);
  if (because !== null) return returned(part, event, because, view, at);
  const contact = reservedOf(event, reservation.validUntil);
  if (!HANDED.has(channel)) return task(part, contact, view, at);
  const words = wordsOf(event, view, at);
  return words === null ? returned(part, event, 'no-words', view, at) : notice(part, contact, words, view, at);
}

const returned = (
  part: NoticesPart,
  event: ContactAnswered,
  because: string,
  { loanId }: LoanView,
  { now, openDay }: LoanAt,
): Step<NoticesPart> => ({
  part,
  said: [reported(loanId, event, { outcome: 'returned', at: now })],
  ...(because === NOT_KNOWN_YET && { reviewOn: openDay }),
});

function notice(
  part: NoticesPart,
  contact: Reserved,
  words: Words,
  { loanId }: LoanView,
  at: LoanAt,
): Step<NoticesPart> {
  const dedupeKey = dedupeKeyOf(loanId, contact, words.requestId, at.openDay);
  const made = part.madeOn === at.openDay ? part.made : [];
  // The like has gone out today already, whatever led to it once more.
  if (made.includes(dedupeKey)) return { part, said: [reported(loanId, contact, { outcome: 'returned', at: at.now })] };
  const kept: KeptNotice = {
    ...contact,
    noticeId: id128(contact.contactId, contact.channel),
    state: 'planned',
    templateId: words.templateId,
    requestId: words.requestId,
    requestFacts: words.facts,
    attemptId: null,
    template: null,
    provider: null,
    providerRef: null,
  };
  const row = { dedupeKey, tenant: tenantOf(loanId), loanId, plannedAt: at.now, notice: kept };
  const key = timerKey(LAPSE, kept.noticeId);
  return {
    part: withNotice({ ...part, madeOn: at.openDay, made: [...made, dedupeKey] }, kept),
    writes: [noticeRow(kept, { made: row })],
    timers: [{ key, kind: LAPSE, dueAt: kept.validUntil }],
  };
}

function task(part: NoticesPart, contact: Reserved, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const { loanId, parts, policies } = view;
  const { responsible, takenOver } = parts.work;
  const step = contact.step === null ? undefined : policies.strategies.inForceOn(at.openDay).steps[contact.step];
  const named = step?.named === true;
  // Of a loan that somebody has taken over, or in special circumstances, the task is that one's and nobody else's.
  const takenBy = named || takenOver ? responsible : null;
  const kept: KeptTask = { ...contact, taskId: contact.decisionId, takenBy, named };
  return {
    part: { ...part, tasks: { ...part.tasks, [kept.taskId]: kept } },
    writes: [taskRow(loanId, kept, { state: 'open', openedAt: at.now })],
    timers: [{ key: timerKey(EXPIRE, kept.taskId), kind: EXPIRE, dueAt: kept.validUntil }],
  };
}

const reservedOf = (event: ContactAnswered, validUntil: number): Reserved => ({
  contactId: event.contactId,
  decisionId: event.decisionId,
  personId: event.personId,
  role: event.role,
  channel: event.channel,
  purpose: event.purpose,
  pointId: event.pointId,
  step: event.step,
  episodeId: event.episodeId,
  arm: event.arm,
  validUntil,
});
