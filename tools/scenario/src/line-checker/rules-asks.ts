import {
  ledgerRequestTransfer,
  ledgerRequestWithdrawn,
  ledgerRequestWriteOff,
  legalNegotiationRequested,
  legalNoticeRequested,
  legalSettlementGivenUp,
  loanRequestAnswered,
  negotiationClosed,
  negotiationFailed,
  negotiationPlanActivated,
  negotiationRefusedToOpen,
  outreachRequestAnswered,
} from '@mora/contracts';
import { addDays, calendarDate } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding, LawBook } from './book.js';
import { ANSWERED_WITHIN_DAYS, GIVEN_UP_WITHIN_DAYS, SETTLED_WITHIN_DAYS } from './law.js';
import { sayer } from './say.js';

/** Something that was asked of another, and by when it has to have ended. */
type Ask = Readonly<{ requestId: string; what: string; by: string }>;

/** Whatever the law asks of outreach, of negotiation and of the ledger ends, one way or another. */
export function asksOfLawEnd(trace: Trace, { lastDay }: LawBook): readonly Finding[] {
  const say = sayer('asks', trace);
  const asks = [...noticesIn(trace), ...negotiationsIn(trace), ...ledgerAsksIn(trace)];
  if (asks.length === 0) return [];
  const ended = endedIn(trace);
  return asks
    .filter(({ requestId, by }) => by < lastDay && !ended.has(requestId))
    .map(({ requestId, what, by }) => say(requestId, `${what} has not ended by ${by}`));
}

const later = (day: string, days: number): string => addDays(calendarDate(day), days);

const noticesIn = (trace: Trace): readonly Ask[] =>
  trace.all(legalNoticeRequested).map(({ data: { requestId, deadline } }) => {
    return { requestId, what: 'a notice', by: later(deadline, ANSWERED_WITHIN_DAYS) };
  });

const negotiationsIn = (trace: Trace): readonly Ask[] =>
  trace.all(legalNegotiationRequested).map(({ businessDate, data: { requestId, grace } }) => {
    const days = SETTLED_WITHIN_DAYS + (grace?.days ?? 0) + GIVEN_UP_WITHIN_DAYS;
    return { requestId, what: 'a negotiation', by: later(businessDate, days) };
  });

const ledgerAsksIn = (trace: Trace): readonly Ask[] =>
  [
    ...trace.all(ledgerRequestWriteOff).map(({ data }) => ({ ...data, what: 'a write-off' })),
    ...trace.all(ledgerRequestTransfer).map(({ data }) => ({ ...data, what: 'a transfer' })),
  ].map(({ requestId, what, answerBy }) => ({ requestId, what, by: later(answerBy, GIVEN_UP_WITHIN_DAYS) }));

function endedIn(trace: Trace): ReadonlySet<string> {
  const references = [
    ...trace.all(negotiationClosed).map(({ data }) => data.reference),
    ...trace.all(negotiationFailed).map(({ data }) => data.reference),
    ...trace.all(negotiationPlanActivated).map(({ data }) => data.reference ?? null),
    ...trace.all(negotiationRefusedToOpen).map(({ data }) => data.reference),
  ];
  return new Set([
    ...references.flatMap((reference) => (reference === null ? [] : [reference.requestId])),
    ...trace.all(legalSettlementGivenUp).map(({ data }) => data.requestId),
    ...trace.all(outreachRequestAnswered).map(({ data }) => data.requestId),
    ...trace.all(loanRequestAnswered).map(({ data }) => data.requestId),
    ...trace.all(ledgerRequestWithdrawn).map(({ data }) => data.requestId),
  ]);
}
