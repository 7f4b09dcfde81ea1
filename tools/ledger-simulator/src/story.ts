import { addDays, type CalendarDate, compareDates, daysBetween, latest } from '@mora/kernel';
import { type MonthPlan, monthPlan, ON_TIME, type Visit } from './month-plan.js';
import type { LoanTerms, Portfolio } from './portfolio.js';
import { type Instalment, owed, postponed, scheduleOf } from './schedule.js';

/** What the ledger books for a loan on a day, in the simulator's own words. */
export type Booking = Readonly<{ bookedOn: CalendarDate }> &
  (
    | Readonly<{ kind: 'opened' }>
    | Readonly<{
        kind: 'schedule';
        version: number;
        reason: 'contract' | 'rescheduled';
        instalments: readonly Instalment[];
      }>
    | Readonly<{ kind: 'payment'; transaction: string; minor: bigint; valueDate: CalendarDate }>
    | Readonly<{ kind: 'reversal'; transaction: string; original: string; minor: bigint }>
    | Readonly<{ kind: 'charge'; charge: string; minor: bigint }>
    | Readonly<{ kind: 'status'; status: 'closed' | 'written-off' }>
  );

const LATE_FEE = 50_00n;
const FEE_AFTER_DAYS = 10;
const FEES_AT_MOST = 3;
const WRITTEN_OFF_AFTER_DAYS = 210;
const POSTPONED_MONTHS = 4;

type Walk = {
  readonly bookings: Booking[];
  schedule: readonly Instalment[];
  /** Minor units that are due and not paid; negative: paid ahead. */
  arrears: bigint;
  unpaidSince: CalendarDate | null;
  fees: number;
  next: number;
  rescheduled: boolean;
  ended: boolean;
};

/** All that is ever booked for a loan, in the order of booking. Pure: the same loan has the same life. */
export function storyOf(portfolio: Portfolio, terms: LoanTerms): readonly Booking[] {
  const schedule = scheduleOf(terms);
  const { disbursedOn } = terms;
  const walk = begin(schedule);
  walk.bookings.push({ kind: 'opened', bookedOn: disbursedOn });
  walk.bookings.push({
    kind: 'schedule',
    bookedOn: disbursedOn,
    version: 1,
    reason: 'contract',
    instalments: schedule,
  });
  while (walk.next <= schedule.length && !walk.ended) {
    const n = walk.next;
    walk.next += 1;
    month(walk, n, walk.rescheduled ? ON_TIME : monthPlan(portfolio, terms, n));
  }
  if (!walk.ended && walk.arrears <= 0n) close(walk);
  return walk.bookings.toSorted((a, b) => compareDates(a.bookedOn, b.bookedOn));
}

const begin = (schedule: readonly Instalment[]): Walk => ({
  bookings: [],
  schedule,
  arrears: 0n,
  unpaidSince: null,
  fees: 0,
  next: 1,
  rescheduled: false,
  ended: false,
});

function month(walk: Walk, n: number, plan: MonthPlan): void {
  const instalment = walk.schedule[n - 1] as Instalment;
  if (walk.unpaidSince !== null && daysBetween(walk.unpaidSince, instalment.dueOn) > WRITTEN_OFF_AFTER_DAYS) {
    const bookedOn = addDays(walk.unpaidSince, WRITTEN_OFF_AFTER_DAYS);
    walk.bookings.push({ kind: 'status', status: 'written-off', bookedOn });
    walk.ended = true;
    return;
  }
  walk.arrears += owed(instalment);
  if (walk.arrears > 0n && walk.unpaidSince === null) walk.unpaidSince = instalment.dueOn;
  if (paidWithin(plan, FEE_AFTER_DAYS) < 0) fee(walk, instalment);
  plan.visits.forEach((visit, index) => pay(walk, instalment, visit, index + 1));
  if (plan.reschedules) reschedule(walk, instalment);
}

/** The first visit of the plan within so many days; -1 where there is none. */
const paidWithin = ({ visits }: MonthPlan, days: number): number => visits.findIndex(({ after }) => after <= days);

function fee(walk: Walk, { number, dueOn }: Instalment): void {
  if (walk.fees === FEES_AT_MOST || walk.arrears <= 0n) return;
  walk.fees += 1;
  walk.arrears += LATE_FEE;
  const bookedOn = addDays(dueOn, FEE_AFTER_DAYS);
  walk.bookings.push({ kind: 'charge', charge: `late-fee-${number}`, minor: LATE_FEE, bookedOn });
}

function pay(walk: Walk, instalment: Instalment, { after, share, bookedLater = 0, bounces }: Visit, nth: number): void {
  const wanted = share === null ? walk.arrears : (owed(instalment) * BigInt(share)) / 1000n;
  const left = walk.arrears + walk.schedule.slice(instalment.number).reduce((sum, later) => sum + owed(later), 0n);
  const minor = wanted < left ? wanted : left;
  if (minor <= 0n || walk.arrears <= 0n) return;
  const transaction = `pay-${instalment.number}-${nth}`;
  const valueDate = addDays(instalment.dueOn, after);
  walk.bookings.push({ kind: 'payment', transaction, minor, valueDate, bookedOn: addDays(valueDate, bookedLater) });
  if (bounces) {
    const reversal = { transaction: `${transaction}-back`, original: transaction, bookedOn: addDays(valueDate, 1) };
    walk.bookings.push({ kind: 'reversal', minor, ...reversal });
    return;
  }
  walk.arrears -= minor;
  if (walk.arrears <= 0n) walk.unpaidSince = null;
}

/** Bank and borrower agree on later dates for every instalment that is unpaid; the fees are settled the same day. */
function reschedule(walk: Walk, last: Instalment): void {
  const from = walk.schedule.find(({ dueOn }) => dueOn === walk.unpaidSince);
  if (from === undefined) return;
  const bookedOn = addDays(last.dueOn, FEE_AFTER_DAYS + 2);
  const instalments = postponed(walk.schedule, from.number, POSTPONED_MONTHS);
  walk.bookings.push({ kind: 'schedule', version: 2, reason: 'rescheduled', instalments, bookedOn });
  const moved = walk.schedule.slice(from.number - 1, last.number).reduce((sum, one) => sum + owed(one), 0n);
  const minor = walk.arrears - moved;
  if (minor > 0n) {
    walk.bookings.push({ kind: 'payment', transaction: 'pay-fees', minor, valueDate: bookedOn, bookedOn });
  }
  Object.assign(walk, {
    schedule: instalments,
    arrears: 0n,
    unpaidSince: null,
    next: from.number,
    rescheduled: true,
  } satisfies Partial<Walk>);
}

function close(walk: Walk): void {
  const last = walk.bookings.map(({ bookedOn }) => bookedOn).reduce(latest);
  walk.bookings.push({ kind: 'status', status: 'closed', bookedOn: last });
}
