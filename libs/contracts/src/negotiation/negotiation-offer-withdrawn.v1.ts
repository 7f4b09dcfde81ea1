import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** The bank took an offer back. */
export const negotiationOfferWithdrawn = defineEvent({
  type: 'mora.negotiation.offer-withdrawn.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The bank took an offer back.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    because: Name,
  }),
});
