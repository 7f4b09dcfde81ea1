import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** How this loan was granted should be looked at again. */
export const negotiationOriginationReviewRequested = defineEvent({
  type: 'mora.negotiation.origination-review-requested.v1',
  stream: NEGOTIATION_STREAM,
  title: 'How this loan was granted should be looked at again.',
  data: Type.Object({
    ...ofRound,
    because: oneOf('grace-failed', 'unaffordable-from-start'),
    product: orNull(Name),
    disbursedOn: orNull(DateText),
    monthsSinceDisbursal: orNull(Type.Integer({ minimum: 0 })),
  }),
});
