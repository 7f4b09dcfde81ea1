import { loanPaymentPosted } from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { LedgerAsk } from '@mora/ledger-simulator';
import { BY_COURT } from './money.js';

/** Money that a court has taken from a debtor on a day, for the bank to book. */
export type Taken = Readonly<{ loan: string; on: CalendarDate; requestId: string; minor: bigint; currency: Currency }>;

/** As the bank hears of it. */
export const receivedOf = ({ loan, on, requestId, minor }: Taken): LedgerAsk => {
  return { loan: loan.slice(loan.indexOf(':') + 1), on, kind: 'received', data: { requestId, minor } };
};

type Said = Readonly<{ type: string; loan: string; businessDate: string; data: unknown }>;
type Posted = Readonly<{ transactionId: string; amount: string; currency: Currency }>;

/** What a court took before this run began is known by its payment, which the ledger booked the day after; else null. */
export function takenBefore({ type, loan, businessDate, data }: Said): Taken | null {
  if (type !== loanPaymentPosted.type) return null;
  const { transactionId, amount, currency } = data as Posted;
  if (!transactionId.startsWith(BY_COURT)) return null;
  const on = addDays(calendarDate(businessDate), -1);
  return { loan, on, requestId: transactionId.slice(BY_COURT.length), minor: minorUnits(amount, currency), currency };
}
