import { addDays, type CalendarDate, type PersonId } from '@mora/kernel';
import type { Act } from '../../clock/types.js';
import type { GateRules } from '../../gate/rules.js';
import type { ActKind, HoldKind, LaneAt, LegalRef } from '../../words.js';
import type { LoanEvent } from '../event.js';
import type { LoanView, Part, Said, Step } from '../part.js';
import { changedBy } from './elsewhere-facts.js';
import { type Unseen, withoutSeen, withUnseen } from './unseen.js';

/** Whatever stops the bank from going to court, whoever has set it. */
export type Hold = Readonly<{
  holdId: string;
  kind: HoldKind;
  by: 'outreach' | 'negotiation' | 'staff';
  from: CalendarDate;
  until: CalendarDate | null;
}>;

export type NoticeState = 'open' | 'sent' | 'delivered' | 'failed' | 'lapsed' | 'refused';

/** What negotiation has made of an ask of ours. */
export type AskState = 'open' | 'agreed' | 'closed' | 'failed';

/** What the evidence names of contacts and negotiations: references and days, nothing of a person. */
export type ContactRecord = Readonly<{
  kind: 'notice' | 'call' | 'round' | 'offer-disclosed' | 'complaint' | 'hardship';
  id: string;
  on: CalendarDate;
  sha256: string | null;
  outcome: string;
}>;

/** A plan of negotiation. */
export type PlanKept = Readonly<{
  planId: string;
  /** `ended`: over, without having been paid or broken. */
  state: 'active' | 'broken' | 'completed' | 'ended';
  /** The ask of ours that it was made for. */
  legal: LegalRef | null;
  /** The day of its last instalment, where negotiation has said it. */
  until: CalendarDate | null;
  /** From when on it binds. */
  from: CalendarDate;
  /** Since when it is what it is. */
  on: CalendarDate;
  /** The day in which negotiation has said last that it is in force; not there where nobody knows. */
  saidOn?: CalendarDate;
}>;

/** What outreach and negotiation have said, and the holds that people have set. */
export type ElsewherePart = Readonly<{
  /** Also those that have ended. */
  holds: readonly Hold[];
  /** In a row, by the round or by the plan that was there before any round. */
  failures: readonly Readonly<{ roundId: string; reason: string; on: CalendarDate }>[];
  /** The figure that negotiation has said last, and on which day. */
  consecutive: number;
  consecutiveOn: CalendarDate | null;
  /** Open there. */
  rounds: readonly string[];
  /** As they were told of last; those that have ended are kept for a while. */
  plans: readonly PlanKept[];
  /** To which offers guarantors have agreed in writing, and by which asks offers were booked; not there where none has. */
  consents?: readonly Readonly<{ offerId: string; personId: PersonId }>[];
  booked?: readonly Readonly<{ offerId: string; requestId: string }>[];
  /** Acts that others have told of, with their own days and proofs. */
  heard: readonly Act[];
  records: readonly ContactRecord[];
  /** How many records were so old that only their number is kept. */
  recordsBefore: number;
  /** Notices that we have asked for, by request, and what a delivery of each is for the clock. */
  notices: Readonly<Record<string, NoticeState>>;
  meant: Readonly<Record<string, ActKind | null>>;
  /** Those of them that go to guarantors. */
  toGuarantors: readonly string[];
  /** Negotiations that we have asked for, by request. */
  asks: Readonly<Record<string, AskState>>;
  /** How it stood before a day that is not closed yet, of which others have said something; not there where none is. */
  unseen?: readonly Unseen[];
  /** Services of which too little is known, while something of the loan is open there. */
  notKnown: readonly Service[];
}>;

export type Service = 'outreach' | 'negotiation';

/** The streams by which we know of them. */
export const STREAM_OF: Readonly<Record<Service, string>> = {
  outreach: 'mora.outreach.v1',
  negotiation: 'mora.negotiation.v1',
};

export const elsewherePart: Part<ElsewherePart> = {
  name: 'elsewhere',
  start: {
    holds: [],
    failures: [],
    consecutive: 0,
    consecutiveOn: null,
    rounds: [],
    plans: [],
    heard: [],
    records: [],
    recordsBefore: 0,
    notices: {},
    meant: {},
    toGuarantors: [],
    asks: {},
    notKnown: [],
  },
  on(part, event, view, at): Step<ElsewherePart> {
    switch (event.kind) {
      case 'known':
        return part.notKnown.length === 0 ? { part } : judged(part, addDays(at.openDay, -1), view, at);
      case 'day-closed':
        return closed(withoutSeen(part, event.day), event.day, view, at);
      default: {
        const next = changedBy(part, event, view.eventId, at.openDay);
        if (typeof next === 'string') return { part, refuse: { because: next } };
        if (next === part) return { part };
        const change = (one: ElsewherePart) => changedBy(one, event, view.eventId, at.openDay);
        return { part: withUnseen(part, next, saidOnOf(event), change, at.openDay), reviewOn: at.openDay };
      }
    }
  },
};

const saidOnOf = (event: LoanEvent): CalendarDate | null => ('saidOn' in event ? event.saidOn : undefined) ?? null;

/** What is not seen yet is looked at when its day is over. */
function closed(part: ElsewherePart, day: CalendarDate, view: LoanView, at: LaneAt): Step<ElsewherePart> {
  const step = judged(part, day, view, at);
  return part.unseen === undefined ? step : { ...step, reviewOn: addDays(day, 1) };
}

const MOST_ASKED = 40;

type Asked = Readonly<{ requestId: string; template: string; purpose: string; role?: string }>;

/** What is asked of outreach and negotiation with an event is open there from then on. */
export function withAsked(part: ElsewherePart, said: readonly Said[]): ElsewherePart {
  const notices = said.filter(({ type }) => type === 'notice-requested').map(({ data }) => data as Asked);
  const rounds = said.filter(({ type }) => type === 'negotiation-requested').map(({ data }) => data as Asked);
  const givenUp = said.filter(({ type }) => type === 'settlement-given-up').map(({ data }) => data as Asked);
  if (notices.length + rounds.length + givenUp.length === 0) return part;
  const known = kept<NoticeState>({ ...part.notices, ...each(notices, () => 'open' as const) });
  const meant = { ...part.meant, ...each(notices, actOf) };
  return {
    ...part,
    notices: known,
    meant: Object.fromEntries(Object.entries(meant).filter(([requestId]) => known[requestId] !== undefined)),
    toGuarantors: [...part.toGuarantors, ...guarantorsOf(notices)].filter((id) => known[id] !== undefined),
    asks: kept<AskState>({
      ...part.asks,
      ...each(rounds, () => 'open' as const),
      ...each(givenUp, () => 'closed' as const),
    }),
  };
}

const guarantorsOf = (notices: readonly Asked[]): readonly string[] =>
  notices.filter(({ role }) => role === 'guarantor').map(({ requestId }) => requestId);

const each = <T>(asked: readonly Asked[], become: (one: Asked) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(asked.map((one) => [one.requestId, become(one)]));

/** Of very many the oldest go first, and none that is under way. */
function kept<S extends string>(all: Readonly<Record<string, S>>): Readonly<Record<string, S>> {
  const entries = Object.entries(all);
  const over = entries.filter(([, state]) => state !== 'open').slice(0, Math.max(0, entries.length - MOST_ASKED));
  const dropped = new Set(over.map(([requestId]) => requestId));
  return Object.fromEntries(entries.filter(([requestId]) => !dropped.has(requestId)));
}

/** A letter that the claim has passed on is no demand: it says to whom one owes. */
function actOf({ template, purpose }: Asked): ActKind | null {
  if (template === 'legal-transfer') return 'assignment-notice';
  return purpose === 'statutory-notice' || purpose === 'collection' ? 'demand' : null;
}

/** The services of which too little is known as of the last closed day, once something of the loan is open there. */
function judged(part: ElsewherePart, upTo: CalendarDate, view: LoanView, at: LaneAt): Step<ElsewherePart> {
  const open = openAt(part, upTo, at.knownUpTo);
  const notKnown = silentOf(open, upTo, at.knownUpTo, view.policies.gate);
  const isSame = notKnown.join() === part.notKnown.join();
  return { part: isSame ? part : { ...part, notKnown }, ...(open.length > 0 && { reviewOn: addDays(upTo, 1) }) };
}

type Silence = Pick<GateRules, 'informingSilenceDays'>;

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
function openAt(part: ElsewherePart, on: CalendarDate, knownUpTo: LaneAt['knownUpTo']): readonly Service[] {
  const isDisputed = part.holds.some(
    (hold) => hold.kind === 'dispute' && hold.by === 'outreach' && isInForce(hold, on),
  );
  const isThere = (service: Service): boolean => knownUpTo[STREAM_OF[service]] !== undefined;
  const awaitsNotice = isThere('outreach') && Object.values(part.notices).includes('open');
  const awaitsRound = isThere('negotiation') && Object.values(part.asks).includes('open');
  const negotiates = part.rounds.length > 0 || part.plans.some(({ state }) => state === 'active');
  return [
    ...(isDisputed || awaitsNotice ? (['outreach'] as const) : []),
    ...(negotiates || awaitsRound ? (['negotiation'] as const) : []),
  ];
}

/** Whether a hold holds on a day; its last day is among them. */
export const isInForce = (
  { from, until }: Readonly<{ from: CalendarDate; until: CalendarDate | null }>,
  on: CalendarDate,
): boolean => from <= on && (until === null || on <= until);
