import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { FailReason } from './blocks.js';

/** A failure was none: what it rested on was taken back. */
export const negotiationFailureTakenBack = defineEvent({
  type: 'mora.negotiation.failure-taken-back.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A failure was none: what it rested on was taken back.',
  data: Type.Object({
    roundId: orNull(Name),
    episodeId: orNull(Name),
    planId: orNull(Name),
    reason: FailReason,
    because: Name,
    consecutive: Type.Integer({ minimum: 0 }),
  }),
});
