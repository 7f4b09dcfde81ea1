import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** The ledger asks for more than the schedule says: a fee, penalty interest, a chargeback. */
export const loanChargePosted = defineEvent({
  type: 'mora.loan.charge-posted.v1',
  stream: LOAN_STREAM,
  title: 'The ledger asks for more than the schedule says: a fee, penalty interest, a chargeback.',
  data: Type.Object({
    ...provenance,
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
