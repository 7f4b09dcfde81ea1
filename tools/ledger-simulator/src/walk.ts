import { addDays, type CalendarDate, daysBetween, latest } from '@mora/kernel';
import type { Booking } from './booking.js';
import type { MonthPlan, Visit } from './month-plan.js';
import type { Portfolio } from './portfolio.js';
import { type Instalment, owed } from './schedule.js';

const LATE_FEE = 50_00n;
export const FEE_AFTER_DAYS = 10;
const FEES_AT_MOST = 3;
const WRITTEN_OFF_AFTER_DAYS = 210;

/** A loan on its way along a schedule, instalment by instalment. */
export type Walk = {
  readonly bookings: Booking[];
  /** Sets the ids of what is booked on this way apart from those of an earlier one. */
  readonly mark: string;
  schedule: readonly Instalment[];
  /** Minor units that are due and not paid; negative: paid ahead. */
  arrears: bigint;
  unpaidSince: CalendarDate | null;
  fees: number;
  next: number;
  rescheduled: boolean;
  /** Whether the ledger gives the loan up by itself when it is long overdue. */
  readonly givesUp: boolean;
  ended: boolean;
};

export const begin = (schedule: readonly Instalment[], { goesToLaw = false }: Portfolio, mark = ''): Walk => ({
  bookings: [],
  mark,
  schedule,
  arrears: 0n,
  unpaidSince: null,
  fees: 0,
  next: 1,
  rescheduled: false,
  givesUp: !goesToLaw,
  ended: false,
});

/** Goes on to the end of the schedule, or of the loan. */
export function walkOn(walk: Walk, planOf: (instalment: Instalment) => MonthPlan, onPlan?: AfterMonth): void {
  while (walk.next <= walk.schedule.length && !walk.ended) {
    const instalment = walk.schedule[walk.next - 1] as Instalment;
    walk.next += 1;
    const plan = planOf(instalment);
    month(walk, instalment, plan);
    if (!walk.ended) onPlan?.(instalment, plan);
  }
  if (!walk.ended && walk.arrears <= 0n) close(walk);
}

type AfterMonth = (instalment: Instalment, plan: MonthPlan) => void;

function month(walk: Walk, instalment: Instalment, plan: MonthPlan): void {
  if (isGivenUp(walk, instalment)) {
    const bookedOn = addDays(walk.unpaidSince ?? instalment.dueOn, WRITTEN_OFF_AFTER_DAYS);
    walk.bookings.push({ kind: 'status', status: 'written-off', bookedOn });
    walk.ended = true;
    return;
  }
  walk.arrears += owed(instalment);
  if (walk.arrears > 0n && walk.unpaidSince === null) walk.unpaidSince = instalment.dueOn;
  if (paidWithin(plan, FEE_AFTER_DAYS) < 0) fee(walk, instalment);
  plan.visits.forEach((visit, index) => pay(walk, instalment, visit, index + 1));
}

const isGivenUp = ({ givesUp, unpaidSince }: Walk, { dueOn }: Instalment): boolean =>
  givesUp && unpaidSince !== null && daysBetween(unpaidSince, dueOn) > WRITTEN_OFF_AFTER_DAYS;

/** The first visit of the plan within so many days; -1 where there is none. */
const paidWithin = ({ visits }: MonthPlan, days: number): number => visits.findIndex(({ after }) => after <= days);

function fee(walk: Walk, { number, dueOn }: Instalment): void {
  if (walk.fees === FEES_AT_MOST || walk.arrears <= 0n) return;
  walk.fees += 1;
  walk.arrears += LATE_FEE;
  const bookedOn = addDays(dueOn, FEE_AFTER_DAYS);
  const charge = `late-fee-${walk.mark}${number}`;
  walk.bookings.push({ kind: 'charge', charge, minor: LATE_FEE, dueOn: bookedOn, bookedOn });
}

function pay(walk: Walk, instalment: Instalment, visit: Visit, nth: number): void {
  const { after, share, bookedLater = 0, bounces, atMost } = visit;
  const wanted = share === null ? walk.arrears : (owed(instalment) * BigInt(share)) / 1000n;
  const left = walk.arrears + walk.schedule.slice(instalment.number).reduce((sum, later) => sum + owed(later), 0n);
  const minor = [left, atMost ?? left].reduce((least, one) => (one < least ? one : least), wanted);
  if (minor <= 0n || walk.arrears <= 0n) return;
  const transaction = `pay-${walk.mark}${instalment.number}-${nth}`;
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

function close(walk: Walk): void {
  const last = walk.bookings.map(({ bookedOn }) => bookedOn).reduce(latest);
  walk.bookings.push({ kind: 'status', status: 'closed', bookedOn: last });
}
