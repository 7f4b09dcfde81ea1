import {
  loanArrearsReported,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanRequestAnswered,
  loanScheduleReplaced,
} from '@mora/contracts';
import { calendarDate, type Currency } from '@mora/kernel';
import { aRecord } from './fixtures.js';

/** Records of the loan stream as specs write them down. */
const from = (on: string) => ({ source: 'core', bookedOn: calendarDate(on) });

export const registered = (loan: string, on: string, currency: Currency = 'CNY') =>
  aRecord(loanRegistered, loan, on, { ...from(on), product: 'consumer', currency });

export const scheduled = (loan: string, on: string, dueOn: readonly string[], principal = '1000.00') =>
  aRecord(loanScheduleReplaced, loan, on, {
    ...from(on),
    version: 1,
    currency: 'CNY',
    instalments: dueOn.map((due, number) => ({ number, dueOn: calendarDate(due), principal, interest: '0.00' })),
  });

/** A schedule that the ledger booked for an ask of Mora, with what that said of the debtor. */
export const restructured = (loan: string, on: string, requestId: string, dueOn: readonly string[]) =>
  aRecord(loanScheduleReplaced, loan, on, {
    ...from(on),
    version: 2,
    currency: 'CNY',
    reason: 'rescheduled',
    request: {
      requestId,
      restructure: {
        forms: ['deferred-plan'],
        difficulty: 'overdue',
        inDifficulty: true,
        firstDueOn: calendarDate(dueOn[0] as string),
        classBefore: 'special-mention',
      },
    },
    instalments: dueOn.map((due, number) => ({
      number,
      dueOn: calendarDate(due),
      principal: '1000.00',
      interest: '0.00',
    })),
  });

/** The ledger says no to an ask, or takes back what it booked for it. */
export const refused = (loan: string, on: string, requestId: string) =>
  aRecord(loanRequestAnswered, loan, on, { ...from(on), requestId, outcome: 'rejected' });

export const paid = (
  loan: string,
  on: string,
  transactionId: string,
  amount: string,
  { valueDate = on, currency = 'CNY' as Currency } = {},
) =>
  aRecord(loanPaymentPosted, loan, on, {
    ...from(on),
    transactionId,
    amount,
    currency,
    valueDate: calendarDate(valueDate),
  });

export const takenBack = (loan: string, on: string, originalTransactionId: string, amount: string) =>
  aRecord(loanPaymentReversed, loan, on, {
    ...from(on),
    transactionId: `r-${originalTransactionId}`,
    originalTransactionId,
    amount,
    currency: 'CNY',
    valueDate: calendarDate(on),
  });

export const reported = (loan: string, asOf: string, oldest: string | null, total: string) =>
  aRecord(loanArrearsReported, loan, asOf, {
    ...from(asOf),
    asOf: calendarDate(asOf),
    oldestUnpaidDueOn: oldest === null ? null : calendarDate(oldest),
    currency: 'CNY',
    overdue: { total },
  });
