import type { CalendarDate } from '@mora/kernel';
import { dayOf, linked, longOverdue, LoanStory, registered } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { Inner } from '../loan/part.js';

export const HOUR_MS = 3_600_000;

/** Tells a loan what an offer, a document or a plan would. */
export const tell = (story: LoanStory, ...inners: readonly Inner[]): LoanStory => story.hear(...inners);

/** A loan about which a negotiation has been opened at the close of the first day. */
export const opened = (): LoanStory => new LoanStory().take(registered, linked(), longOverdue(dayOf(0))).close();
export const made: Inner = { kind: 'offers-made', verdict: 'long-term' };
export const expired: Inner = { kind: 'offers-gone', because: 'all-expired' };
export const dispute = (on: CalendarDate, disputeId = 'd-1'): LoanEvent => ({
  kind: 'dispute-raised',
  disputeId,
  about: 'amount',
  on,
});
export const undisputed = (on: CalendarDate): LoanEvent => ({
  kind: 'dispute-closed',
  disputeId: 'd-1',
  outcome: 'rejected',
  on,
});
export const outcomes = (story: LoanStory) => story.parts.round.closed.map(({ outcome, on }) => `${outcome} ${on}`);
export const hold = (over: Partial<Extract<LoanEvent, { kind: 'hold' }>> = {}): LoanEvent => ({
  kind: 'hold',
  holdId: 'h-1',
  hold: 'moratorium',
  from: dayOf(1),
  until: null,
  because: 'court-order',
  by: 'chen',
  ...over,
});
export const assign = (credit: string | null, service: string | null): LoanEvent => ({
  kind: 'assign',
  credit,
  service,
  responsible: null,
  by: 'boss',
});
