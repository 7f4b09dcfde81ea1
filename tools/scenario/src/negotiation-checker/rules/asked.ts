import {
  ledgerRequestCloseSettled,
  ledgerRequestFund,
  ledgerRequestReschedule,
  ledgerRequestSettle,
  ledgerRequestWithdrawn,
  loanRequestAnswered,
  loanScheduleReplaced,
  negotiationOfferAccepted,
} from '@mora/contracts';
import type { Finding, NegotiationBook } from '../book.js';
import type { Trace } from '../trace.js';

/** Every ask ends, and each acceptance that needs one has led to exactly one first ask. */
export function asksEnd(trace: Trace, { lastDay }: NegotiationBook): Finding[] {
  const asks = [
    ...trace.all(ledgerRequestReschedule),
    ...trace.all(ledgerRequestSettle),
    ...trace.all(ledgerRequestCloseSettled),
    ...trace.all(ledgerRequestFund),
  ].map(({ data }) => data);
  const ended = new Set([
    ...trace.all(ledgerRequestWithdrawn).map(({ data }) => data.requestId),
    ...trace.all(loanRequestAnswered).map(({ data }) => data.requestId),
    ...trace.all(loanScheduleReplaced).flatMap(({ data }) => data.request?.requestId ?? []),
  ]);
  const finding = (about: string, detail: string): Finding => ({ check: 'asks', loan: trace.loan, about, detail });
  const open = asks
    .filter(({ requestId, answerBy }) => !ended.has(requestId) && answerBy <= lastDay)
    .map(({ requestId }) => finding(requestId, 'neither booked, rejected nor withdrawn by its day'));
  const wrong = trace.all(negotiationOfferAccepted).flatMap(({ data: { planId, requestId } }) => {
    const count = asks.filter((ask) => ask.requestId === requestId && ask.planId === planId).length;
    return requestId === null || count === 1 ? [] : [finding(planId, `asked ${count} times by the same id`)];
  });
  return [...open, ...wrong];
}
