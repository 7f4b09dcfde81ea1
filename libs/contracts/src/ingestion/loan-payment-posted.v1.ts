import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** The ledger booked money for this loan. */
export const loanPaymentPosted = defineEvent({
  type: 'mora.loan.payment-posted.v1',
  stream: LOAN_STREAM,
  title: 'The ledger booked money for this loan.',
  data: Type.Object({
    ...provenance,
    transactionId: Name,
    amount: PositiveAmountText,
    currency: CurrencyCode,
    /** The day from which the money counts; earlier than the business date for a back-dated payment. */
    valueDate: DateText,
    /** How the ledger allocated it, where it says so. */
    portions: Type.Optional(
      Type.Object({
        principal: PositiveAmountText,
        interest: PositiveAmountText,
        fee: PositiveAmountText,
        penalty: PositiveAmountText,
      }),
    ),
  }),
});
