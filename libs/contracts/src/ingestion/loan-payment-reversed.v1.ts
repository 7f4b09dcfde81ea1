import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** The ledger took a payment back, whole, as if it had never been. */
export const loanPaymentReversed = defineEvent({
  type: 'mora.loan.payment-reversed.v1',
  stream: LOAN_STREAM,
  title: 'The ledger took a payment back, whole, as if it had never been.',
  data: Type.Object({
    ...provenance,
    transactionId: Name,
    originalTransactionId: Name,
    amount: PositiveAmountText,
    currency: CurrencyCode,
    valueDate: DateText,
  }),
});
