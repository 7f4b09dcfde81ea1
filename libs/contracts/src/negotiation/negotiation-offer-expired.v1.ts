import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** Nobody took an offer while it stood. */
export const negotiationOfferExpired = defineEvent({
  type: 'mora.negotiation.offer-expired.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Nobody took an offer while it stood.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    because: Name,
  }),
});
