import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { Instant } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** A talk with the borrower is arranged. */
export const negotiationAppointmentSet = defineEvent({
  type: 'mora.negotiation.appointment-set.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A talk with the borrower is arranged.',
  data: Type.Object({
    ...ofRound,
    appointmentId: Name,
    at: Instant,
  }),
});
