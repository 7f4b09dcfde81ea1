import { addDays, addMonths, amountText, calendarDate, type CalendarDate } from '@mora/kernel';
import type { Booking } from '../booking.js';
import { loanOf, type Portfolio } from '../portfolio.js';
import { owed } from '../schedule.js';
import { storyOf } from '../story.js';
import { type LedgerAsk, readAsk, type Reschedule } from './asks.js';
import { fateOf, type Fate } from './fate.js';
import { moneyBefore, openCharges, scheduleIn } from './paid-rows.js';

export const PORTFOLIO: Portfolio = { seed: 'asks-905', loans: 14, cards: 2, opensOn: calendarDate('2026-03-02') };
export const day = (n: number): CalendarDate => addDays(PORTFOLIO.opensOn, n);
export const DAYS = Array.from({ length: 150 }, (_, n) => day(n));
const NONE = { principal: '0.00', interest: '0.00', fee: '0.00', penalty: '0.00' };
const RESTRUCTURE = { forms: ['deferred-plan'], difficulty: 'overdue', inDifficulty: true, classBefore: null };

/** A request id of which the ledger of the portfolio makes this. */
export function requestOf(fate: Fate, nth = 0, { seed }: Portfolio = PORTFOLIO): string {
  let left = nth;
  for (let n = 0; ; n += 1) if (fateOf(seed, `ask-${n}`) === fate && left-- === 0) return `ask-${n}`;
}

const ask = (type: string, loan: string, on: CalendarDate, data: object): LedgerAsk =>
  readAsk({ type: `mora.ledger-request.${type}.v1`, subject: `demo:${loan}`, businessDate: on, data });

const knownOn = (story: readonly Booking[], on: CalendarDate) => story.filter(({ bookedOn }) => bookedOn < on);

/** Minor units that are open of a loan in the morning of a day: what a plan is made of. */
export function openOn(story: readonly Booking[], on: CalendarDate): bigint {
  const known = knownOn(story, on);
  const charges = openCharges(known).reduce((sum, { minor }) => sum + minor, 0n);
  const schedule = (scheduleIn(known)?.instalments ?? []).reduce((sum, row) => sum + owed(row), 0n);
  return schedule + charges - moneyBefore(known, on);
}

/** Asks that all that is open be paid in so many months. */
export function reschedule(
  loan: string,
  on: CalendarDate,
  requestId: string,
  { rows = 12, minor = 1_200_00n }: Readonly<{ rows?: number; minor?: bigint }> = {},
): Reschedule {
  const share = minor / BigInt(rows);
  const instalments = Array.from({ length: rows }, (_, n) => ({
    ...NONE,
    number: n + 1,
    dueOn: addMonths(addDays(on, 20), n),
    principal: amountText(n + 1 === rows ? minor - share * BigInt(n) : share, 'CNY'),
  }));
  return ask('reschedule', loan, on, {
    requestId,
    planId: `plan-${requestId}`,
    kinds: ['reduced-instalment'],
    currency: 'CNY',
    effectiveFrom: on,
    answerBy: addDays(on, 5),
    replaces: null,
    instalments,
    yearlyRate: '0.1080',
    waive: NONE,
    capitalise: '0.00',
    restructure: { ...RESTRUCTURE, firstDueOn: addDays(on, 20) },
  }) as Reschedule;
}

export const settle = (loan: string, on: CalendarDate, requestId: string): LedgerAsk =>
  ask('settle', loan, on, {
    requestId,
    planId: `plan-${requestId}`,
    currency: 'CNY',
    pay: '900.00',
    parts: [1, 2, 3].map((number) => ({ number, dueOn: addMonths(on, number), amount: '300.00' })),
    waiveAfter: NONE,
    answerBy: addDays(on, 5),
    restructure: { ...RESTRUCTURE, firstDueOn: addMonths(on, 1) },
  });

export const closeSettled = (loan: string, on: CalendarDate, requestId: string): LedgerAsk =>
  ask('close-settled', loan, on, {
    requestId,
    planId: 'plan',
    currency: 'CNY',
    waive: NONE,
    answerBy: addDays(on, 5),
  });

export const fund = (loan: string, on: CalendarDate, requestId: string): LedgerAsk =>
  ask('fund', loan, on, {
    requestId,
    planId: 'plan',
    currency: 'CNY',
    amount: '500.00',
    payableTo: 'payee-of-proof',
    instalments: [{ ...NONE, number: 1, dueOn: addMonths(on, 1), principal: '500.00' }],
    answerBy: addDays(on, 5),
  });

export const withdrawn = (loan: string, on: CalendarDate, requestId: string): LedgerAsk =>
  ask('withdrawn', loan, on, { requestId, because: 'timed-out' });

/** Loans of the portfolio whose borrowers have stopped, with what would be booked for them. */
export const stopped = Array.from({ length: PORTFOLIO.loans }, (_, n) => loanOf(PORTFOLIO, n + 1)).flatMap((terms) => {
  const story = storyOf(PORTFOLIO, terms);
  return terms.temperament === 'stops' && scheduleIn(story) !== undefined ? [{ terms, story }] : [];
});
