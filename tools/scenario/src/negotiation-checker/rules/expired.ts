import { loanPaymentPosted, negotiationDisclosed, negotiationOfferExpired } from '@mora/contracts';
import type { Finding } from '../book.js';
import type { Trace } from '../trace.js';

/** No offer runs out as the borrower's failure which money since had made one that could not be taken any more. */
export function expiresAsPriced(trace: Trace): readonly Finding[] {
  const expired = trace.all(negotiationOfferExpired);
  if (expired.length === 0) return [];
  const shown = trace.all(negotiationDisclosed);
  // Fees and penalties alone are no part of a schedule.
  const money = trace
    .all(loanPaymentPosted)
    .filter(
      ({ data: { portions } }) => portions === undefined || isPaid(portions.principal) || isPaid(portions.interest),
    );
  return expired.flatMap(({ businessDate: until, data: { offerId } }) => {
    const since = shown.findLast(({ data }) => data.offerId === offerId)?.businessDate;
    // Of the days themselves nobody can say here which came first.
    const paid = money.find(({ businessDate: on }) => since !== undefined && on > since && on < until);
    if (paid === undefined) return [];
    const detail = `expired though money of ${paid.businessDate} had changed what it was priced on`;
    return [{ check: 'expired', loan: trace.loan, about: offerId, detail }];
  });
}

const isPaid = (amount: string): boolean => /[1-9]/.test(amount);
