import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { NotBooked, ofRound } from './blocks.js';

/** The ledger did not book a plan as it was asked. */
export const negotiationPlanNotBooked = defineEvent({
  type: 'mora.negotiation.plan-not-booked.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The ledger did not book a plan as it was asked.',
  data: Type.Object({
    ...ofRound,
    planId: Name,
    requestId: Name,
    because: NotBooked,
    reason: orNull(Name),
  }),
});
