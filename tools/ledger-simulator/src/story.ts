import { addDays, compareDates } from '@mora/kernel';
import type { Booking } from './booking.js';
import { economicMonth } from './economy/pays.js';
import { economyOf } from './economy/economy.js';
import { type MonthPlan, monthPlan, NOTHING, ON_TIME } from './month-plan.js';
import type { LoanTerms, Portfolio } from './portfolio.js';
import { type Instalment, owed, postponed, scheduleOf } from './schedule.js';
import { begin, FEE_AFTER_DAYS, type Walk, walkOn } from './walk.js';

const POSTPONED_MONTHS = 4;

/** All that is ever booked for a loan to which nothing is asked, in the order of booking. Pure. */
export function storyOf(portfolio: Portfolio, terms: LoanTerms): readonly Booking[] {
  const instalments = scheduleOf(terms);
  const { disbursedOn: bookedOn } = terms;
  const walk = begin(instalments, portfolio);
  walk.bookings.push({ kind: 'opened', bookedOn });
  walk.bookings.push({ kind: 'schedule', bookedOn, version: 1, reason: 'contract', instalments });
  const planOf = plansOf(portfolio, terms);
  walkOn(
    walk,
    (instalment) => (walk.rescheduled ? ON_TIME : planOf(instalment)),
    (instalment, plan) => plan.reschedules && reschedule(walk, instalment),
  );
  return walk.bookings.toSorted((a, b) => compareDates(a.bookedOn, b.bookedOn));
}

/** What the borrower does about each instalment: by what it can pay, or by its temperament. */
function plansOf(portfolio: Portfolio, terms: LoanTerms): (instalment: Instalment) => MonthPlan {
  if (terms.old) return () => NOTHING;
  if (portfolio.economies !== true) return ({ number }) => monthPlan(portfolio, terms, number);
  const economy = economyOf(portfolio, terms);
  return (instalment) => economicMonth(economy, instalment);
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
