import { addDays, type CalendarDate, latest } from '@mora/kernel';
import type { Flag } from '../../words.js';
import { outsourcingNotice } from '../../people/announcing.js';
import { seenOf } from '../../people/seen.js';
import { noticeBack } from '../../says/notices-back.js';
import { answerRequests } from '../request-answers.js';
import { closeRequests, openRequest, type Request } from '../requests.js';
import type { LoanAt, LoanView, Part, SliceContent, Step } from '../part.js';
import type { ElsewhereFact } from '../event.js';

/** What the other services do with the loan, and what they want sent. */
export type ElsewherePart = Readonly<{
  plans: readonly string[];
  holds: readonly string[];
  /** Of these plans and holds, those that are over, and by which day; they bind until that day has been closed by everybody. */
  over?: readonly Over[];
  requests: readonly Request[];
  /** Services of which too little is known, while something of the loan is open there. */
  notKnown: readonly Service[];
}>;

type Over = Readonly<{ id: string; on: CalendarDate }>;

export type Service = 'negotiation' | 'legal';

/** The streams by which we know of them. */
const STREAM_OF: Readonly<Record<Service, string>> = {
  negotiation: 'mora.negotiation.v1',
  legal: 'mora.legal.v1',
};

export const elsewherePart: Part<ElsewherePart> = {
  name: 'elsewhere',
  start: { plans: [], holds: [], requests: [], notKnown: [] },
  on(part, event, view, at): Step<ElsewherePart> {
    switch (event.kind) {
      case 'plan':
        return plan(part, event, at);
      case 'hold':
        return hold(part, event, at);
      case 'notice-requested':
        return openRequest(part, event, view, at);
      case 'place': {
        const notice = outsourcingNotice(event, seenOf(view), at.openDay);
        return notice === null ? { part } : openRequest(part, notice, view, at);
      }
      case 'close-say':
      case 'verify-say': {
        const notice = noticeBack(view.parts.says.open, event, backAt(view, at));
        return notice === null ? { part } : openRequest(part, notice, view, at);
      }
      case 'known':
        return part.notKnown.length === 0 ? { part } : judged(part, addDays(at.openDay, -1), view, at);
      case 'day-closed': {
        const closed = closeRequests(freed(part, event.day), event.day, view, at);
        return { ...closed, ...judged(closed.part, event.day, view, at) };
      }
      default:
        return answerRequests(part, event, view, at);
    }
  },
  tells: ({ plans, holds, notKnown }): SliceContent => {
    const flags: Flag[] = [];
    if (plans.length > 0) flags.push('plan-active');
    if (holds.length > 0) flags.push('legal-hold');
    return { flags, facts: { notKnown: notKnown.length === 0 ? null : notKnown.join(',') } };
  },
};

const backAt = ({ eventId, policies }: LoanView, { openDay: day }: LoanAt) => ({
  day,
  eventId,
  rules: policies.people.work.inForceOn(day),
});

type PlanFact = Extract<ElsewhereFact, { kind: 'plan' }>;
type HoldFact = Extract<ElsewhereFact, { kind: 'hold' }>;

function plan(part: ElsewherePart, { planId, state, on }: PlanFact, { openDay }: LoanAt): Step<ElsewherePart> {
  if (state !== 'active') return over(part, { id: planId, on }, openDay);
  const { plans } = without(part, planId);
  const next = { ...part, plans: [...plans, planId].toSorted(), over: othersOver(part, planId) };
  return { part: next, reviewOn: openDay, stop: 'plan-active' };
}

function hold(part: ElsewherePart, { holdId, set, on }: HoldFact, { openDay }: LoanAt): Step<ElsewherePart> {
  if (!set) return over(part, { id: holdId, on }, openDay);
  const { holds } = without(part, holdId);
  const next = { ...part, holds: [...holds, holdId].toSorted(), over: othersOver(part, holdId) };
  return { part: next, reviewOn: openDay, stop: 'legal-hold' };
}

/**
 * What binds does so at once. What frees does from the close of the day after on: the others close the same day by
 * themselves, and whether that comes before our own close of it or behind must not show in whom we speak to, and when.
 */
function over(part: ElsewherePart, one: Over, openDay: CalendarDate): Step<ElsewherePart> {
  const freesOn = addDays(one.on, 1);
  if (freesOn < openDay) return { part: without(part, one.id), reviewOn: openDay };
  return { part: { ...part, over: [...othersOver(part, one.id), one] }, reviewOn: latest(freesOn, openDay) };
}

const othersOver = ({ over: all = [] }: ElsewherePart, gone: string): readonly Over[] =>
  all.filter(({ id }) => id !== gone);

const without = (part: ElsewherePart, gone: string): ElsewherePart => ({
  ...part,
  plans: part.plans.filter((id) => id !== gone),
  holds: part.holds.filter((id) => id !== gone),
  over: othersOver(part, gone),
});

/** Behind the close of a day nothing binds any more that was over before it. */
const freed = (part: ElsewherePart, day: CalendarDate): ElsewherePart =>
  (part.over ?? []).filter(({ on }) => on < day).reduce((next, { id }) => without(next, id), part);

/**
 * Of a service that has something open about the loan everything must be known up to the day before, or its silence be
 * shorter than the policy allows; else nothing is done until its mark has come.
 */
function judged(part: ElsewherePart, upTo: CalendarDate, view: LoanView, at: LoanAt): Step<ElsewherePart> {
  const since = addDays(upTo, -view.policies.informingSilenceDays);
  const open = openAt(part);
  const notKnown = open.filter((service) => (at.knownUpTo[STREAM_OF[service]] ?? '') < since);
  const same = notKnown.join() === part.notKnown.join();
  const next = same ? part : { ...part, notKnown };
  return { part: next, ...(open.length > 0 && { reviewOn: addDays(upTo, 1) }) };
}

const openAt = ({ plans, holds, requests }: ElsewherePart): readonly Service[] => {
  const asks = (service: Service): boolean =>
    requests.some(({ requester, answered }) => requester === service && !answered);
  return [
    ...(plans.length > 0 || asks('negotiation') ? (['negotiation'] as const) : []),
    ...(holds.length > 0 || asks('legal') ? (['legal'] as const) : []),
  ];
};

/** The streams whose marks this loan waits for. */
export const waitsFor = ({ notKnown }: ElsewherePart): readonly string[] =>
  notKnown.map((service) => STREAM_OF[service]);
