import { addDays, type CalendarDate, compareDates } from '@mora/kernel';
import { type Booking, sumOf } from '../booking.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import { storyOf } from '../story.js';
import { owed, scheduleOf } from '../schedule.js';
import type { LedgerAsk, Received } from './asks.js';
import { fateOf } from './fate.js';
import { openCharges, scheduleIn } from './paid-rows.js';
import { rescheduled } from './reschedule.js';
import { settled } from './settle.js';

/**
 * All that is booked for a loan about which something was asked. An ask of a day is answered on the next: until then the
 * loan has the life that it would have had, so that a day that is sent again says what it said.
 */
export function answeredStory(portfolio: Portfolio, terms: LoanTerms, asks: readonly LedgerAsk[]): readonly Booking[] {
  let story = storyOf(portfolio, terms);
  for (const ask of wantedStill(asks)) {
    story = answered(portfolio, terms, story, ask).toSorted((a, b) => compareDates(a.bookedOn, b.bookedOn));
  }
  return story;
}

type Wanted = Exclude<LedgerAsk, { kind: 'withdrawn' }>;

/** Each ask once, in the order of asking, without those that were taken back before they were answered. */
function wantedStill(asks: readonly LedgerAsk[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const ask of asks.toSorted((a, b) => compareDates(a.on, b.on))) {
    const { requestId } = ask.data;
    const asked = wanted.get(requestId);
    if (ask.kind !== 'withdrawn') {
      if (asked === undefined) wanted.set(requestId, ask);
    } else if (asked !== undefined && ask.on <= asked.on) {
      wanted.delete(requestId);
    }
  }
  return [...wanted.values()];
}

function answered(portfolio: Portfolio, terms: LoanTerms, story: readonly Booking[], ask: Wanted): readonly Booking[] {
  if (ask.kind === 'received') return withMoney(terms, story, ask.data, addDays(ask.on, 1));
  const { requestId } = ask.data;
  const bookedOn = addDays(ask.on, 1);
  const answer = (
    outcome: 'accepted' | 'rejected',
    more: Readonly<{ reason?: string; restructure?: object }> = {},
  ): Booking => ({ kind: 'answer', bookedOn, requestId, outcome, ...more });
  const fate = fateOf(portfolio.seed, requestId);
  const before = story.filter((one) => one.bookedOn <= ask.on || (one.kind === 'answer' && one.bookedOn === bookedOn));
  if (fate === 'never') return story;
  if (before.some(({ kind }) => kind === 'status')) return [...story, answer('rejected', { reason: 'loan-ended' })];
  if (fate === 'rejected') return [...story, answer('rejected', { reason: 'product-locked' })];
  switch (ask.kind) {
    case 'reschedule':
      return [...before, ...rescheduled(portfolio, terms, before, ask, fate === 'shifted')];
    case 'settle': {
      const later = story.filter((one) => one.bookedOn > ask.on);
      return [
        ...before,
        answer('accepted', { restructure: ask.data.restructure }),
        ...settled(portfolio, terms, later, ask),
      ];
    }
    case 'close-settled':
      return [...before, answer('accepted'), { kind: 'status', status: 'closed', bookedOn }];
    case 'write-off':
      return [...before, answer('accepted'), { kind: 'status', status: 'written-off', bookedOn }];
    case 'transfer':
      return [...before, answer('accepted'), { kind: 'status', status: 'transferred', bookedOn }];
    case 'fund':
      // It is a credit line of its own, of which this ledger books nothing.
      return [...story, answer('accepted')];
  }
}

/** Never more than is owed; a loan that is paid by it is closed. It comes in whatever has become of the loan. */
function withMoney(
  terms: LoanTerms,
  story: readonly Booking[],
  { requestId, minor }: Received,
  bookedOn: CalendarDate,
): readonly Booking[] {
  const before = story.filter((one) => one.bookedOn <= bookedOn);
  const rows = scheduleIn(before)?.instalments ?? scheduleOf(terms);
  const asked = rows.reduce((sum, row) => sum + owed(row), 0n) + sumOfCharges(before);
  const left = asked - sumOf(before);
  const taken = minor < left ? minor : left;
  if (taken <= 0n) return story;
  const transaction = `court-${requestId}`;
  const payment: Booking = { kind: 'payment', transaction, minor: taken, valueDate: bookedOn, bookedOn };
  if (taken < left) return [...story, payment];
  return [...before, payment, { kind: 'status', status: 'closed', bookedOn }];
}

const sumOfCharges = (story: readonly Booking[]): bigint =>
  openCharges(story).reduce((sum, one) => sum + (one.kind === 'charge' ? one.minor : 0n), 0n);
