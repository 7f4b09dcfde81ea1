import { addDays } from '@mora/kernel';
import type { LoanAt, LoanView, Step } from '../loan/part.js';
import { isForHumans, STOPPING, TAKEN_OVER } from '../loan/still-wanted.js';
import { isDropped } from '../loan/requests.js';
import { nextDue } from '../loan/parts/ledger.js';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import type { ContactAnswered } from '../loan/event.js';
import { id128 } from '../ids.js';
import type { ClaimNotice } from './commands.js';
import { type KeptNotice, type NoticesPart, withNotice } from './kept.js';
import { LAPSE, timerKey } from './plan.js';
import { noticeRow } from './rows.js';
import { noticeSaid, reported } from './said.js';
import { dropped } from './tasks.js';
import { after } from './transitions.js';

/**
 * The last look before a message leaves, at the real clock. Whoever claims it finds out from the row: it is his attempt
 * that stands there, or it is not. A notice that may not leave any more ends here, and its reservation is given back.
 */
export function claim(part: NoticesPart, command: ClaimNotice, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const notice = part.notices[command.noticeId];
  if (notice === undefined || after(notice.state, 'claim') === null) return refused(part, 'not-planned');
  const against = objectionTo(notice, view, at);
  if (against !== null) return end(part, notice, view, at, against);
  const claimed: KeptNotice = { ...notice, state: 'claimed', attemptId: command.attemptId };
  return {
    part: withNotice(part, claimed),
    writes: [noticeRow(claimed, { claimedAt: at.now, facts: factsOf(notice, view, at) })],
    said: [reported(view.loanId, notice, { outcome: 'used', at: at.now, by: 'robot' })],
    clear: [timerKey(LAPSE, notice.noticeId)],
  };
}

/** Nobody claimed it in time. */
export function lapse(part: NoticesPart, noticeId: string, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const notice = part.notices[noticeId];
  if (notice === undefined || after(notice.state, 'lapse') === null) return { part };
  return end(part, notice, view, at, 'too-late');
}

/** The gate has taken its yes back: what has not left yet does not leave, and what nobody has done yet is not to be done. */
export function takenBack(
  part: NoticesPart,
  { contactId, decisionId, channel }: ContactAnswered,
  view: LoanView,
  at: LoanAt,
): Step<NoticesPart> {
  const notice = part.notices[id128(contactId, channel)];
  if (notice?.decisionId === decisionId && after(notice.state, 'withdraw') !== null) {
    return end(part, notice, view, at, 'no-longer-allowed');
  }
  return dropped(part, decisionId, view, at);
}

const refused = (part: NoticesPart, because: string): Step<NoticesPart> => ({ part, refuse: { because } });

function end(part: NoticesPart, notice: KeptNotice, view: LoanView, at: LoanAt, reason: string): Step<NoticesPart> {
  const isOfTime = reason === 'too-late' || reason === 'not-known-yet';
  const ended: KeptNotice = { ...notice, state: isOfTime ? 'lapsed' : 'withdrawn' };
  return {
    part: withNotice(part, ended),
    writes: [noticeRow(ended, { doneAt: at.now, reason })],
    said: [
      noticeSaid('notice-lapsed', ended, { at: at.now, reason }),
      reported(view.loanId, notice, { outcome: 'returned', at: at.now }),
    ],
    clear: [timerKey(LAPSE, notice.noticeId)],
    reviewOn: at.openDay,
  };
}

/** Why it may not leave any more; null where it may. */
function objectionTo(notice: KeptNotice, view: LoanView, { now, openDay, today }: LoanAt): string | null {
  if (now >= notice.validUntil) return 'too-late';
  // The day before is not known to its end: a payment may lie in it.
  if (openDay < today) return 'not-known-yet';
  if (isOver(notice, view)) return 'no-longer-wanted';
  // A notice that the law demands, a reply and a service are not stopped by what stops dunning.
  if (notice.purpose !== 'collection' && notice.purpose !== 'reminder') return null;
  if (isForHumans(notice, view.parts.work)) return TAKEN_OVER;
  if (notice.episodeId !== null && !isOverdue(notice.episodeId, view)) return 'cured';
  if (isPaidAhead(notice, view)) return 'paid';
  if (view.stopped && notice.requestId === null) return 'stopped';
  return view.flags.find((flag) => STOPPING.includes(flag)) ?? null;
}

/** What it announces will not be. */
const isOver = ({ requestId }: KeptNotice, view: LoanView): boolean =>
  view.parts.elsewhere.requests.some((request) => request.requestId === requestId && isDropped(request, view));

const isOverdue = (episodeId: string, { parts }: LoanView): boolean => {
  const { episode } = parts.arrears;
  return episode !== null && episode.id === episodeId && episode.overdue.total > 0;
};

/** What the strategy says before an instalment falls due is about the one that it stands at. */
function isPaidAhead({ episodeId, step }: KeptNotice, { parts: { ladder, ledger } }: LoanView): boolean {
  const { anchor } = ladder;
  if (episodeId !== null || step === null || anchor === null) return false;
  return nextDue(ledger, addDays(anchor, -1))?.dueOn !== anchor;
}

/** Amounts and dates of this very moment, in minor units; nothing of a person. */
function factsOf(notice: KeptNotice, { loanId, parts }: LoanView, { openDay }: LoanAt): NoticeFacts {
  const { episode } = parts.arrears;
  const next = nextDue(parts.ledger, addDays(openDay, -1)); // what falls due today is still to come
  const { overdue } = episode ?? {};
  return {
    loanReference: loanId.slice(loanId.indexOf(':') + 1), // the tenant is our word, the loan's is the bank's
    currency: overdue?.currency ?? parts.ledger.currency,
    amountOverdueMinor: overdue?.total ?? 0,
    overdueInterestMinor: (overdue?.interest ?? 0) + (overdue?.penalty ?? 0),
    feesMinor: overdue?.fee ?? 0,
    oldestDueOn: episode?.oldestUnpaidOn ?? null,
    daysPastDue: daysPastDueOn(parts.arrears, openDay),
    nextDueOn: next?.dueOn ?? null,
    nextDueMinor: next?.minor ?? null,
    ...notice.requestFacts,
  };
}

export type NoticeFacts = Readonly<Record<string, string | number | null>>;
