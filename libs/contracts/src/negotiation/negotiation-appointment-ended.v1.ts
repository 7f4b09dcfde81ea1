import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** What became of a talk that was arranged. */
export const negotiationAppointmentEnded = defineEvent({
  type: 'mora.negotiation.appointment-ended.v1',
  stream: NEGOTIATION_STREAM,
  title: 'What became of a talk that was arranged.',
  data: Type.Object({
    ...ofRound,
    appointmentId: Name,
    outcome: oneOf('attended', 'no-show', 'moved'),
    noShows: Type.Integer({ minimum: 0 }),
  }),
});
