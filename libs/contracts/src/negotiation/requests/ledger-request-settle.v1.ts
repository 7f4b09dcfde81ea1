import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../../define-event.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';
import { amountsOf, partRows } from '../blocks.js';
import { restructure } from '../restructure.js';

/** Negotiation asks the ledger to take a settlement sum, and to waive the rest after it. */
export const ledgerRequestSettle = defineEvent({
  type: 'mora.ledger-request.settle.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'Negotiation asks the ledger to take a settlement sum, and to waive the rest after it.',
  data: Type.Object({
    requestId: Name,
    planId: Name,
    currency: CurrencyCode,
    pay: PositiveAmountText,
    parts: partRows,
    waiveAfter: amountsOf,
    answerBy: DateText,
    restructure,
  }),
});
