import { addDays, type CalendarDate } from '@mora/kernel';
import type { RoundRules } from '../../round/rules.js';
import type { HoldKind, LegalRef } from '../../words.js';
import type { LoanView, Part, Step } from '../part.js';
import { type Ahead, dueOf, firstAhead, putBy } from './ahead.js';
import { changedBy } from './elsewhere-facts.js';
import type { Notices } from './notices.js';
import type { Breach } from './promises.js';
import type { LaneAt } from '../../words.js';

/** Whatever keeps a negotiation from running out, whoever has set it. */
export type Hold = Readonly<{ holdId: string; kind: HoldKind; from: CalendarDate; until: CalendarDate | null }>;

export type LegalAsk = Readonly<{ ref: LegalRef; graceDays: number | null; on: CalendarDate; opened: boolean }>;

/** What outreach and legal escalation have said, and the holds that people have set. */
export type ElsewherePart = Ahead &
  Notices &
  Readonly<{
    brokenPromises: readonly Breach[];
    lastConversationOn: CalendarDate | null;
    /** Why the borrower fell behind, as it was said last in a conversation. */
    reason: string | null;
    /** The last report that no negotiation has answered yet. */
    hardship: Readonly<{ reportId: string; on: CalendarDate; reason: string }> | null;
    /** Also those that have ended: days in them do not count against anybody. */
    holds: readonly Hold[];
    legal: readonly LegalAsk[];
    /** Services of which too little is known, while something of the loan is open there. */
    notKnown: readonly Service[];
  }>;

export type Service = 'outreach' | 'legal';

/** The streams by which we know of them. */
export const STREAM_OF: Readonly<Record<Service, string>> = {
  outreach: 'mora.outreach.v1',
  legal: 'mora.legal.v1',
};

export const elsewherePart: Part<ElsewherePart> = {
  name: 'elsewhere',
  start: {
    brokenPromises: [],
    lastConversationOn: null,
    reason: null,
    hardship: null,
    holds: [],
    legal: [],
    notices: {},
    documentsNotice: null,
    notKnown: [],
  },
  on(known, event, view, at): Step<ElsewherePart> {
    // A mark of the day before may end a negotiation on that day: what is said of this one comes behind it.
    const part = caughtUp(known, event.kind === 'known' ? addDays(at.openDay, -1) : at.openDay);
    switch (event.kind) {
      case 'known':
        return part.notKnown.length === 0 ? { part } : judged(part, addDays(at.openDay, -1), view, at);
      case 'day-closed':
        return judged(part, event.day, view, at);
      default: {
        const waiting = putBy(part, event, at.openDay);
        const next = waiting ?? changedBy(part, event, at.openDay);
        if (typeof next === 'string') return { part, refuse: { because: next } };
        return next === part && part === known ? { part } : { part: next, reviewOn: at.openDay };
      }
    }
  },
  /** A negotiation answers what was asked for before it ended. */
  hear(part, inner): Step<ElsewherePart> {
    switch (inner.kind) {
      case 'round-opened':
        return { part: withLegal(part, inner.legal, (ask) => [{ ...ask, opened: true }]) };
      case 'legal-refused': {
        const gone = inner.refs.map(({ requestId }) => requestId);
        return { part: { ...part, legal: part.legal.filter(({ ref }) => !gone.includes(ref.requestId)) } };
      }
      case 'round-over': {
        const next = withLegal(part, inner.legal, () => []);
        return { part: next.hardship === null ? next : { ...next, hardship: null } };
      }
      default:
        return { part };
    }
  },
};

/** What was said of a day before it was open here is taken once it is. */
function caughtUp(known: ElsewherePart, openDay: CalendarDate): ElsewherePart {
  const { part, due } = dueOf(known, openDay);
  return due.reduce((next, fact) => {
    const changed = changedBy(next, fact, openDay);
    return typeof changed === 'string' ? next : changed;
  }, part);
}

function withLegal(
  part: ElsewherePart,
  ref: LegalRef | null,
  become: (ask: LegalAsk) => readonly LegalAsk[],
): ElsewherePart {
  if (ref === null || part.legal.length === 0) return part;
  return { ...part, legal: part.legal.flatMap((ask) => (ask.ref.requestId === ref.requestId ? become(ask) : [ask])) };
}

/** The services of which too little is known as of the last closed day, once something of the loan is open there. */
function judged(part: ElsewherePart, upTo: CalendarDate, view: LoanView, at: LaneAt): Step<ElsewherePart> {
  const open = openAt(part, upTo, at.knownUpTo);
  const notKnown = silentOf(open, upTo, at.knownUpTo, view.policies.rounds);
  const isSame = notKnown.join() === part.notKnown.join();
  const reviewOn = open.length > 0 ? addDays(upTo, 1) : firstAhead(part);
  return { part: isSame ? part : { ...part, notKnown }, ...(reviewOn !== null && { reviewOn }) };
}

type Silence = Pick<RoundRules, 'informingSilenceDays'>;

/**
 * Of a service that has something open about the loan everything must be known up to the day before, or its silence be
 * no longer than the policy allows; else nothing is done that cannot be taken back until its mark has come.
 */
export const notKnownAt = (
  part: ElsewherePart,
  upTo: CalendarDate,
  knownUpTo: LaneAt['knownUpTo'],
  rules: Silence,
): readonly Service[] => silentOf(openAt(part, upTo, knownUpTo), upTo, knownUpTo, rules);

function silentOf(
  open: readonly Service[],
  upTo: CalendarDate,
  knownUpTo: LaneAt['knownUpTo'],
  { informingSilenceDays }: Silence,
): readonly Service[] {
  const since = addDays(upTo, -informingSilenceDays);
  return open.filter((service) => (knownUpTo[STREAM_OF[service]] ?? '') < since);
}

/**
 * Of a service that has never closed a day nothing is waited for on account of what we have asked of it: a bank may run
 * without it. What it has told all the same has to be known further.
 */
const openAt = (
  { holds, hardship, notices, legal, ahead = [] }: ElsewherePart,
  on: CalendarDate,
  knownUpTo: LaneAt['knownUpTo'],
): readonly Service[] => {
  const isDisputed = holds.some((hold) => hold.kind === 'dispute' && isInForce(hold, on));
  const isAhead = (what: string): boolean => ahead.some(({ kind }) => kind === what);
  const isThere = knownUpTo[STREAM_OF.outreach] !== undefined;
  const isAsked = isThere && Object.values(notices).includes('open');
  return [
    ...(isDisputed || hardship !== null || isAhead('hardship') || isAsked ? (['outreach'] as const) : []),
    ...(legal.length > 0 || isAhead('legal-asked') ? (['legal'] as const) : []),
  ];
};

/** Whether a hold holds on a day; its last day is among them. */
export const isInForce = (
  { from, until }: Readonly<{ from: CalendarDate; until: CalendarDate | null }>,
  on: CalendarDate,
): boolean => from <= on && (until === null || on <= until);
