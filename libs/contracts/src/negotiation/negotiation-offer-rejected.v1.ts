import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { Evidence, ofRound, Via } from './blocks.js';

/** The borrower declined an offer. */
export const negotiationOfferRejected = defineEvent({
  type: 'mora.negotiation.offer-rejected.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower declined an offer.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    because: Name,
    via: Type.Optional(Via),
    /** Said where somebody of the bank speaks for the borrower. */
    evidence: Type.Optional(Evidence),
  }),
});
