import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** Proof is wanted of what the hardship fund was used for. */
export const negotiationFundProofWanted = defineEvent({
  type: 'mora.negotiation.fund-proof-wanted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Proof is wanted of what the hardship fund was used for.',
  data: Type.Object({
    planId: Name,
    dueOn: DateText,
  }),
});
