import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';

/** The strategy proposes that an agency have the loan: somebody of the bank decides, or the bank’s policy does. */
export const outreachPlacementProposed = defineEvent({
  type: 'mora.outreach.placement-proposed.v1',
  stream: OUTREACH_STREAM,
  title: 'The strategy proposes that an agency have the loan.',
  data: Type.Object({
    proposalId: Name,
    /** The step of the strategy. */
    step: Name,
    balance: PositiveAmountText,
    currency: CurrencyCode,
    because: Name,
  }),
});
