import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { Portions } from './amounts.js';
import { booking } from './booking.js';

/** The ledger booked money for a loan. */
export const ledgerPaymentPosted = defineEvent({
  type: 'ledger.payment-posted.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger booked money for a loan.',
  data: Type.Object({
    ...booking,
    transactionId: Name,
    amount: PositiveAmountText,
    currency: CurrencyCode,
    /** The day from which the money counts; earlier than the business date where it is back-dated. */
    valueDate: DateText,
    /** How the ledger allocated it; what is left over is overpaid. */
    portions: Type.Optional(Portions),
  }),
});
