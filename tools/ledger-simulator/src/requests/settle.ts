import { addDays, minorUnits } from '@mora/kernel';
import type { Booking } from '../booking.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import type { Instalment } from '../schedule.js';
import type { Settle } from './asks.js';
import { economyOf } from '../economy/economy.js';
import { economicMonth } from '../economy/pays.js';
import { type MonthPlan, ON_TIME } from '../month-plan.js';
import { keepingOf } from './keeping.js';

/**
 * The parts of a settlement that are paid; the schedule stays as it is until the rest is waived. A loan whose settlement
 * is not paid is given up on the day on which it would have been without it.
 */
export function settled(
  portfolio: Portfolio,
  terms: LoanTerms,
  later: readonly Booking[],
  { data: { requestId, parts, currency } }: Settle,
): readonly Booking[] {
  const keeps = payingOf(portfolio, terms, requestId);
  const payments = parts.flatMap(({ number, dueOn, amount }, n): readonly Booking[] => {
    const minor = minorUnits(amount, currency);
    const part: Instalment = { number, dueOn, principal: minor, interest: 0n };
    // Money that comes back is paid once more, and that stays.
    return keeps(part, n + 1)
      .visits.slice(-1)
      .map(({ after }) => {
        const valueDate = addDays(dueOn, after);
        const transaction = `settle-${requestId}-${number}`;
        return { kind: 'payment', transaction, minor, valueDate, bookedOn: valueDate };
      });
  });
  if (payments.length === parts.length) return payments;
  const givenUp = later.find((one) => one.kind === 'status' && one.status === 'written-off');
  if (givenUp === undefined) return payments;
  return [...payments.filter(({ bookedOn }) => bookedOn <= givenUp.bookedOn), givenUp];
}

/** Whoever has an economy settles with what others give for it, for as long as it lasts, and then as it pays anything. */
function payingOf(
  portfolio: Portfolio,
  terms: LoanTerms,
  requestId: string,
): (part: Instalment, nth: number) => MonthPlan {
  if (portfolio.economies !== true) return keepingOf(portfolio, terms, requestId);
  const economy = economyOf(portfolio, terms);
  let left = economy.helpMinor;
  return (part) => {
    if (part.principal > left) return economicMonth(economy, part);
    left -= part.principal;
    return ON_TIME;
  };
}
