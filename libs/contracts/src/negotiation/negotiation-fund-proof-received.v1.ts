import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** Proof of what the hardship fund was used for has come. */
export const negotiationFundProofReceived = defineEvent({
  type: 'mora.negotiation.fund-proof-received.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Proof of what the hardship fund was used for has come.',
  data: Type.Object({
    planId: Name,
    accepted: Type.Boolean(),
  }),
});
