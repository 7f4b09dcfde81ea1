import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A loan that was helped is far overdue again within its watch. */
export const negotiationReDefaulted = defineEvent({
  type: 'mora.negotiation.re-defaulted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A loan that was helped is far overdue again within its watch.',
  data: Type.Object({
    planId: orNull(Name),
    roundId: orNull(Name),
    /** The watch began on this day. */
    since: DateText,
    level: Type.Union([Type.Literal(30), Type.Literal(90)]),
    on: DateText,
  }),
});
