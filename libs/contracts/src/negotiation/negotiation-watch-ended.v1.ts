import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** The watch over a loan that was helped is over. */
export const negotiationWatchEnded = defineEvent({
  type: 'mora.negotiation.watch-ended.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The watch over a loan that was helped is over.',
  data: Type.Object({
    planId: orNull(Name),
    roundId: orNull(Name),
    since: DateText,
    because: oneOf('a-year', 'ended'),
  }),
});
