import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** Who of the bank works on this negotiation. */
export const negotiationTeamAssigned = defineEvent({
  type: 'mora.negotiation.team-assigned.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Who of the bank works on this negotiation.',
  data: Type.Object({
    ...ofRound,
    credit: orNull(Name),
    service: orNull(Name),
    responsible: orNull(Name),
  }),
});
