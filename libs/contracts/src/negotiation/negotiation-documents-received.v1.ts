import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { listOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** Proofs have come; what is still wanted stands here. */
export const negotiationDocumentsReceived = defineEvent({
  type: 'mora.negotiation.documents-received.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Proofs have come; what is still wanted stands here.',
  data: Type.Object({
    ...ofRound,
    wanted: listOf(Name, 40),
    complete: Type.Boolean(),
  }),
});
