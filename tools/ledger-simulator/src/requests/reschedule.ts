import { addDays, type CalendarDate, latest, minorUnits } from '@mora/kernel';
import { type Booking, sumOf } from '../booking.js';
import { chance, wholeBetween } from '../chance.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import type { Instalment } from '../schedule.js';
import { begin, walkOn } from '../walk.js';
import type { Reschedule } from './asks.js';
import { keepingOf } from './keeping.js';
import { moneyBefore, openCharges, paidRows, scheduleIn } from './paid-rows.js';

/**
 * What the ledger books of an ask, and the life of the loan from then on. Its schedule is whole: what was paid, then the
 * rows that were asked for. Charges are posted anew with nothing, for what of them is open has gone into the rows.
 */
export function rescheduled(
  portfolio: Portfolio,
  terms: LoanTerms,
  before: readonly Booking[],
  ask: Reschedule,
  shifted: boolean,
): readonly Booking[] {
  const { requestId, restructure, yearlyRate } = ask.data;
  const bookedOn = addDays(ask.on, 1);
  const version = (scheduleIn(before)?.version ?? 0) + 1;
  const money = moneyBefore(before, ask.on);
  const paid = paidRows(before, money, ask.on);
  const instalments = [...paid, ...askedRows(ask, paid.length, shifted ? shiftedRow(portfolio, ask) : -1)];
  const charges = openCharges(before).map((one): Booking => ({ ...one, minor: 0n, bookedOn }));
  const schedule: Booking = {
    kind: 'schedule',
    bookedOn,
    version,
    reason: 'rescheduled',
    instalments,
    request: { requestId, restructure },
    ...(yearlyRate !== null && { yearlyRate }),
  };
  const walk = begin(instalments, portfolio, `v${version}-`);
  walk.next = paid.length + 1;
  walk.arrears = money - sumOf(before);
  const keeps = keepingOf(portfolio, terms, requestId);
  walkOn(walk, (row) => keeps(row, row.number - paid.length));
  return [...charges, schedule, ...walk.bookings.map((one) => notBefore(one, bookedOn))];
}

const shiftedRow = ({ seed }: Portfolio, { data: { requestId, instalments } }: Reschedule): number =>
  wholeBetween(0, instalments.length - 1, chance(seed, 'ask', requestId, 'row'));

function askedRows({ data: { instalments, currency } }: Reschedule, after: number, shifted: number): Instalment[] {
  const minor = (amount: string): bigint => minorUnits(amount, currency);
  return instalments.map(({ dueOn, principal, interest, fee, penalty }, n) => ({
    number: after + n + 1,
    dueOn: n === shifted ? addDays(dueOn, 1) : dueOn,
    principal: minor(principal),
    interest: minor(interest),
    fee: minor(fee),
    penalty: minor(penalty),
  }));
}

/** A first row that is due at once is paid when it is booked. */
const notBefore = (one: Booking, day: CalendarDate): Booking => ({ ...one, bookedOn: latest(one.bookedOn, day) });
