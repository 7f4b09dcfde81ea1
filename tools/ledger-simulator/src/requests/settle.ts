import { addDays, minorUnits } from '@mora/kernel';
import type { Booking } from '../booking.js';
import type { LoanTerms, Portfolio } from '../portfolio.js';
import type { Instalment } from '../schedule.js';
import type { Settle } from './asks.js';
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
  const keeps = keepingOf(portfolio, terms, requestId);
  const payments = parts.flatMap(({ number, dueOn, amount }, n): readonly Booking[] => {
    const minor = minorUnits(amount, currency);
    const part: Instalment = { number, dueOn, principal: minor, interest: 0n };
    return keeps(part, n + 1).visits.map(({ after }) => {
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
