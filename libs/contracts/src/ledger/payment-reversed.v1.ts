import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { Portions } from './amounts.js';
import { booking } from './booking.js';

const AsBooked = Type.Object({
  amount: PositiveAmountText,
  valueDate: DateText,
  portions: Type.Optional(Portions),
});

/** The ledger took a payment back. Where `after` is given, the payment stands corrected in its place. */
export const ledgerPaymentReversed = defineEvent({
  type: 'ledger.payment-reversed.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger took a payment back. Where `after` is given, the payment stands corrected in its place.',
  data: Type.Object({
    ...booking,
    transactionId: Name,
    originalTransactionId: Name,
    /** What was taken back. */
    amount: PositiveAmountText,
    currency: CurrencyCode,
    valueDate: DateText,
    before: Type.Optional(AsBooked),
    /** The corrected payment, under a number of its own. */
    after: Type.Optional(Type.Object({ transactionId: Name, ...AsBooked.properties })),
  }),
});
