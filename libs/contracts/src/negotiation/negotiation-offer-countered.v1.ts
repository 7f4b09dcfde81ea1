import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** The borrower asked for something else, and was answered. */
export const negotiationOfferCountered = defineEvent({
  type: 'mora.negotiation.offer-countered.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower asked for something else, and was answered.',
  data: Type.Object({
    ...ofRound,
    /** The offer that was countered, where the wish was about one. */
    offerId: orNull(Name),
    counterId: Name,
    answer: oneOf('accepted', 'nearest', 'refused'),
    nearestOfferId: orNull(Name),
    because: Name,
  }),
});
