import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** Failures before this count no more. */
export const negotiationTallyReset = defineEvent({
  type: 'mora.negotiation.tally-reset.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Failures before this count no more.',
  data: Type.Object({
    episodeId: orNull(Name),
    because: oneOf('plan-activated', 'cured', 'imported'),
    consecutive: Type.Literal(0),
  }),
});
