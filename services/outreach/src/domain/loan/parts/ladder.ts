import { type CalendarDate, earliest } from '@mora/kernel';
import { id128 } from '../../ids.js';
import type { ContactAnswered, LoanEvent } from '../event.js';
import type { LoanAt, LoanView, Part, Said, Step } from '../part.js';
import { climb } from '../climb.js';
import type { Rung } from '../rungs.js';
import { isAsked, whyReturned } from '../still-wanted.js';
import { wordsOf } from '../../notices/words-of.js';

/** What the strategy has done with the loan. Plans at the close of a day only, when both spine streams are known. */
export type LadderPart = Readonly<{
  episodeId: string | null;
  /** Of which debt it speaks: the oldest that is unpaid, else the next that falls due. */
  anchor: CalendarDate | null;
  rungs: readonly Rung[];
  lastContactOn: CalendarDate | null;
  lastAttemptOn: CalendarDate | null;
  lastOutcome: string | null;
  /** In a row, since anything has gone out. */
  failedTries: number;
  /** The row that decided last, so that only a change is written down. */
  lastRule: string | null;
}>;

const START: LadderPart = {
  episodeId: null,
  anchor: null,
  rungs: [],
  lastContactOn: null,
  lastAttemptOn: null,
  lastOutcome: null,
  failedTries: 0,
  lastRule: null,
};

export const ladderPart: Part<LadderPart> = {
  name: 'ladder',
  start: START,
  on(part, event, view, at): Step<LadderPart> {
    switch (event.kind) {
      case 'day-closed':
        return climb(part, event.day, view);
      case 'contact-answered':
        return answered(part, event, view, at);
      case 'notice-outcome':
      case 'receipt':
      case 'settle-notice':
        return carried(part, event, at);
      case 'log-call':
      case 'log-visit':
        return { part: spoken(part, event, at.openDay), reviewOn: at.openDay };
      default:
        return { part };
    }
  },
};

const reached = (part: LadderPart, lastOutcome: string, on: CalendarDate): LadderPart => ({
  ...part,
  lastContactOn: on,
  lastAttemptOn: on,
  lastOutcome,
  failedTries: 0,
});

type Spoken = Extract<LoanEvent, { kind: 'log-call' | 'log-visit' }>;

/** Only who was spoken to was reached; the others were tried. */
function spoken(part: LadderPart, { outcome, conversation }: Spoken, on: CalendarDate): LadderPart {
  if (conversation) return reached(part, outcome, on);
  return { ...part, lastAttemptOn: on, lastOutcome: outcome, failedTries: part.failedTries + 1 };
}

/** Publishes every word of the gate, whoever asked for it; and takes its own a step further. */
function answered(part: LadderPart, event: ContactAnswered, view: LoanView, at: LoanAt): Step<LadderPart> {
  const said: Said[] = [{ type: 'contact-decided', data: event.published }];
  const rung = part.rungs.find(({ contactId, state }) => contactId === event.contactId && state === 'open');
  if (rung === undefined) {
    const tried = event.outcome === 'allowed' && isAsked(event, view);
    return { part: tried ? { ...part, lastAttemptOn: at.openDay } : part, said };
  }
  if (event.outcome === 'allowed') return { part: allowed(part, rung, event, view, at), said, reviewOn: at.openDay };
  if (event.again !== null || event.outcome === 'returned') return { part, said };
  return { part: failed(part, rung, event.rules[0] ?? event.outcome), said, reviewOn: at.openDay };
}

/**
 * Where nothing was made of the gate's yes the step has not been taken: for want of words it has failed, and is tried
 * again as one that was refused; where the like has gone out today already, that one counts.
 */
function allowed(part: LadderPart, rung: Rung, event: ContactAnswered, view: LoanView, at: LoanAt): LadderPart {
  const { channel } = event;
  if (whyReturned(event, view, at) !== null) return replaced(part, rung, { ...rung, channel, state: 'returned' });
  if (isMade(event, view))
    return { ...replaced(part, rung, { ...rung, channel, state: 'used' }), lastAttemptOn: at.openDay };
  if (wordsOf(event, view, at) === null) return failed(part, rung, 'no-words');
  return replaced(part, rung, { ...rung, state: 'unused' });
}

/** Whether the notices, which take an answer before the ladder does, have made a message or a task of it. */
const isMade = ({ contactId, decisionId, channel }: ContactAnswered, { parts: { notices } }: LoanView): boolean =>
  id128(contactId, channel) in notices.notices || decisionId in notices.tasks;

type Carried = Extract<LoanEvent, { kind: 'notice-outcome' | 'receipt' | 'settle-notice' }>;

/** A notice that failed leaves its step undone; one of which nobody knows counts, as it may have been read. */
function carried(part: LadderPart, event: Carried, { openDay }: LoanAt): Step<LadderPart> {
  const { noticeId, outcome } = event;
  const rung = part.rungs.find(
    ({ contactId, channel, state }) => state === 'used' && channel !== null && id128(contactId, channel) === noticeId,
  );
  if (rung === undefined) return { part };
  if (outcome === 'failed') return { part: failed(part, rung, 'failed'), reviewOn: openDay };
  // That it has arrived, or is known to have gone out, is no second contact.
  return event.kind !== 'notice-outcome' ? { part } : { part: reached(part, outcome, openDay), reviewOn: openDay };
}

const failed = (part: LadderPart, rung: Rung, lastOutcome: string): LadderPart => ({
  ...replaced(part, rung, { ...rung, state: 'unused' }),
  lastOutcome,
  failedTries: part.failedTries + 1,
});

const replaced = (part: LadderPart, rung: Rung, next: Rung): LadderPart => ({
  ...part,
  rungs: part.rungs.map((one) => (one === rung ? next : one)),
});

/** The first day of several at which something may change; null where there is none. */
export const firstOf = (days: readonly CalendarDate[]): CalendarDate | null =>
  days.length === 0 ? null : days.reduce(earliest);
