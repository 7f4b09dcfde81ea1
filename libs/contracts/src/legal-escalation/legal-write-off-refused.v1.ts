import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** A second person does not agree that a claim is written off. */
export const legalWriteOffRefused = defineEvent({
  type: 'mora.legal.write-off-refused.v1',
  stream: LEGAL_STREAM,
  title: 'A second person does not agree that a claim is written off.',
  data: Type.Object({
    proposalId: Name,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    because: Name,
    approver: Name,
  }),
});
