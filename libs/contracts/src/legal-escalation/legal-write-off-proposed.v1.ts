import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** Somebody proposes to write a claim off. */
export const legalWriteOffProposed = defineEvent({
  type: 'mora.legal.write-off-proposed.v1',
  stream: LEGAL_STREAM,
  title: 'Somebody proposes to write a claim off.',
  data: Type.Object({
    proposalId: Name,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    because: Name,
    by: Name,
  }),
});
