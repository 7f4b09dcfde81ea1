import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';

/** The ledger has written a claim off. It is still owed. */
export const legalWrittenOff = defineEvent({
  type: 'mora.legal.written-off.v1',
  stream: LEGAL_STREAM,
  title: 'The ledger has written a claim off. It is still owed.',
  data: Type.Object({
    proposalId: orNull(Name),
    currency: CurrencyCode,
    amount: PositiveAmountText,
    on: DateText,
  }),
});
