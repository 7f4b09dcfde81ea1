import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../../define-event.js';
import { oneOf } from '../../outreach/blocks.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';
import { askedRows } from '../blocks.js';

/** Negotiation asks the bank to pay out of its hardship fund; no money moves by Mora. */
export const ledgerRequestFund = defineEvent({
  type: 'mora.ledger-request.fund.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'Negotiation asks the bank to pay out of its hardship fund; no money moves by Mora.',
  data: Type.Object({
    requestId: Name,
    planId: Name,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    payableTo: oneOf('borrower', 'payee-of-proof'),
    instalments: askedRows,
    answerBy: DateText,
  }),
});
