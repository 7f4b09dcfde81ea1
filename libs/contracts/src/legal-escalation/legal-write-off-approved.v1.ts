import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** A second person agrees; the ledger is asked for it. */
export const legalWriteOffApproved = defineEvent({
  type: 'mora.legal.write-off-approved.v1',
  stream: LEGAL_STREAM,
  title: 'A second person agrees; the ledger is asked for it.',
  data: Type.Object({
    proposalId: Name,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    because: Name,
    approver: Name,
    requestId: Name,
  }),
});
