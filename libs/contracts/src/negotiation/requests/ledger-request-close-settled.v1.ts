import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name } from '../../define-event.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';
import { amountsOf } from '../blocks.js';

/** The parts of a settlement are paid: negotiation asks the ledger to waive the rest and close the loan. */
export const ledgerRequestCloseSettled = defineEvent({
  type: 'mora.ledger-request.close-settled.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'The parts of a settlement are paid: negotiation asks the ledger to waive the rest and close the loan.',
  data: Type.Object({
    requestId: Name,
    planId: Name,
    currency: CurrencyCode,
    waive: amountsOf,
    answerBy: DateText,
  }),
});
