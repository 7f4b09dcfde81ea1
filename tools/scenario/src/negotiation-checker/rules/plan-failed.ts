import {
  loanPaymentPosted,
  loanPaymentReversed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationOfferAccepted,
  negotiationPlanActivated,
} from '@mora/contracts';
import { addDays, type CalendarDate, calendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { Finding } from '../book.js';
import type { Trace } from '../trace.js';
import { freeDays, heldIn, type Stretch } from './held-days.js';

/** N-23 by hand: unpaid for more days than the first is missed, for more than the second or two at once is broken. */
const GRACE = 5;
const BROKEN = 30;
const TWO = 2;
/** So long after its end a plan is judged again by what the ledger books later. */
const STILL = 30;

type Row = Readonly<{ late: number; isPaid: boolean; isBefore: boolean }>;

/**
 * No plan has failed by days that were held, whenever that was heard of: by the ledger's own payments, of the days that
 * are free the first instalment was missing for longer than its grace, or as many as break a plan.
 */
export function plansFailUnheld(trace: Trace): readonly Finding[] {
  const failures = trace.all(negotiationFailed).filter(({ data }) => data.planId !== null);
  if (failures.length === 0) return [];
  const back = trace.all(negotiationFailureTakenBack);
  const held = heldIn(trace);
  return failures.flatMap(({ place, data: { planId, closedOn } }) => {
    const isBack = back.some((one) => one.place > place && one.data.planId === planId);
    if (planId === null || isBack) return [];
    const rows = rowsOf(trace, { planId, on: calendarDate(closedOn) }, held);
    if (rows === null || hasFailed(rows)) return [];
    return [{ check: 'held', loan: trace.loan, about: planId, detail: 'failed by days that were held' }];
  });
}

function hasFailed(rows: readonly Row[]): boolean {
  const [first] = rows;
  const missed = rows.filter(({ late, isPaid }) => !isPaid && late > GRACE);
  // What was due before the bank had booked the plan is one that is missed.
  const before = missed.filter(({ isBefore }) => isBefore).length;
  const count = missed.length - Math.max(0, before - 1);
  return (first?.late ?? 0) > GRACE || missed.some(({ late }) => late > BROKEN) || count >= TWO;
}

/** How late each instalment is on a day, or was when it was paid; null for a plan that was not agreed on here. */
function rowsOf(
  trace: Trace,
  { planId, on }: Readonly<{ planId: string; on: CalendarDate }>,
  held: readonly Stretch[],
): readonly Row[] | null {
  const accepted = trace.all(negotiationOfferAccepted).find(({ data }) => data.planId === planId);
  const plan = trace.all(negotiationPlanActivated).find(({ data }) => data.planId === planId)?.data;
  if (accepted === undefined || plan?.instalments === undefined || plan.currency === undefined) return null;
  const { activeFrom, currency, instalments } = plan;
  const money = moneyOf(trace, { since: accepted.businessDate, until: addDays(on, STILL), currency });
  let owed = 0n;
  return instalments.map(({ dueOn, amount }) => {
    owed += minorUnits(amount, currency);
    const paidOn = filledOn(money, owed);
    const from = calendarDate(dueOn > activeFrom ? dueOn : activeFrom);
    const isPaid = paidOn !== null && paidOn <= on;
    return {
      late: freeDays(from, isPaid ? paidOn : on, held),
      isPaid,
      isBefore: dueOn <= activeFrom,
    };
  });
}

type Money = Readonly<{ valueDate: CalendarDate; minor: bigint }>;

/** What the ledger has booked since the plan was accepted, and not taken back. */
function moneyOf(
  trace: Trace,
  { since, until, currency }: Readonly<{ since: string; until: string; currency: Currency }>,
): readonly Money[] {
  const back = new Set(trace.all(loanPaymentReversed).map(({ data }) => data.originalTransactionId));
  return trace
    .all(loanPaymentPosted)
    .filter(({ businessDate, data }) => businessDate >= since && businessDate <= until && !back.has(data.transactionId))
    .map(({ data }) => ({ valueDate: calendarDate(data.valueDate), minor: minorUnits(data.amount, currency) }))
    .toSorted((a, b) => (a.valueDate < b.valueDate ? -1 : a.valueDate > b.valueDate ? 1 : 0));
}

function filledOn(money: readonly Money[], owed: bigint): CalendarDate | null {
  let sum = 0n;
  for (const { valueDate, minor } of money) {
    sum += minor;
    if (sum >= owed) return valueDate;
  }
  return null;
}
