import {
  loanChargePosted,
  loanPartyLinked,
  loanPaused,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanRequestAnswered,
  loanScheduleReplaced,
  loanStatusChanged,
  loanSubjectHeld,
  loanSubjectReleased,
} from '@mora/contracts';
import { type Currency, loanId, personIdOf, tenantOf } from '@mora/kernel';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { LoanTold } from '../../domain/loan/event.js';
import type { Amounts } from '../../domain/words.js';
import { minorOf } from './amounts.js';
import { told } from './told.js';

type Texts = Readonly<Partial<Record<keyof Amounts, string>>>;

const amountsOf = ({ principal, interest, fee, penalty }: Texts, currency: Currency): Amounts => ({
  principal: minorOf(principal, currency),
  interest: minorOf(interest, currency),
  fee: minorOf(fee, currency),
  penalty: minorOf(penalty, currency),
});

/** The loan stream in the words of the domain. What is booked counts from the business day on which it became known. */
export const ledgerEvents: readonly Accepts<LoanTold>[] = [
  when(
    loanRegistered,
    told(({ product, currency, disbursedOn, principal, cutOver }) => ({
      kind: 'registered',
      product,
      currency,
      disbursedOn: disbursedOn ?? null,
      principal: principal === undefined ? null : minorOf(principal, currency),
      cutOver: cutOver ?? false,
    })),
  ),
  when(
    loanScheduleReplaced,
    told(({ version, currency, instalments, yearlyRate, reason, request }, { businessDate: bookedOn }) => ({
      kind: 'schedule',
      version,
      currency,
      yearlyRate: yearlyRate ?? null,
      instalments: instalments.map(({ number, dueOn, ...texts }) => {
        return { number, dueOn, ...amountsOf(texts, currency) };
      }),
      bookedOn,
      ...((reason === 'contract' || reason === 'corrected') && { isCorrection: true as const }),
      ...(request !== undefined && { requestId: request.requestId }),
    })),
  ),
  when(
    loanChargePosted,
    told(({ chargeId, component, amount, currency, dueOn }, { businessDate: bookedOn }) => {
      return { kind: 'charge', chargeId, component, currency, minor: minorOf(amount, currency), dueOn, bookedOn };
    }),
  ),
  when(
    loanPaymentPosted,
    told(({ transactionId: paymentId, amount, currency, valueDate, portions }, { businessDate: bookedOn }) => ({
      kind: 'payment',
      paymentId,
      minor: minorOf(amount, currency),
      currency,
      valueDate,
      portions: portions === undefined ? null : amountsOf(portions, currency),
      bookedOn,
    })),
  ),
  when(
    loanPaymentReversed,
    told(({ originalTransactionId: paymentId }) => ({ kind: 'reversal', paymentId })),
  ),
  restriction(
    loanStatusChanged,
    told(({ status, effectiveOn }) => ({ kind: 'status', status, effectiveOn })),
  ),
  when(
    loanPaused,
    told(({ pauseId, from, until }) => ({ kind: 'paused', pauseId, from, until })),
  ),
  when(
    loanPartyLinked,
    told(({ partyId, role, from, until }, { subject }) => {
      const personId = personIdOf(tenantOf(loanId(subject)), partyId);
      return { kind: 'party-linked', personId, role, from, until: until ?? null };
    }),
  ),
  when(
    loanRequestAnswered,
    told(({ requestId, outcome }) => ({ kind: 'request-answered', requestId, outcome })),
  ),
  restriction(
    loanSubjectHeld,
    told(({ reason, since }) => ({ kind: 'upstream-held', by: 'ledger', reason, since })),
  ),
  when(
    loanSubjectReleased,
    told(({ reason, since }) => ({ kind: 'upstream-released', by: 'ledger', reason, since })),
  ),
];
