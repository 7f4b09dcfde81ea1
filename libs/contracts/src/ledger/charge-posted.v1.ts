import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** The ledger asks for more than the schedule says: a fee, penalty interest, a chargeback. */
export const ledgerChargePosted = defineEvent({
  type: 'ledger.charge-posted.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger asks for more than the schedule says: a fee, penalty interest, a chargeback.',
  data: Type.Object({
    ...booking,
    chargeId: Name,
    component: Type.Union([
      Type.Literal('principal'),
      Type.Literal('interest'),
      Type.Literal('fee'),
      Type.Literal('penalty'),
    ]),
    amount: PositiveAmountText,
    currency: CurrencyCode,
    dueOn: DateText,
  }),
});
