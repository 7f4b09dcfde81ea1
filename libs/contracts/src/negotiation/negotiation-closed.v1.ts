import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { legalReference, ofRound } from './blocks.js';

/** A negotiation has ended without having failed. */
export const negotiationClosed = defineEvent({
  type: 'mora.negotiation.closed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A negotiation has ended without having failed.',
  data: Type.Object({
    ...ofRound,
    outcome: oneOf('agreed', 'cured', 'ended', 'bank-delay', 'moratorium', 'withdrawn', 'superseded', 'imported'),
    consecutive: Type.Integer({ minimum: 0 }),
    reference: orNull(legalReference),
  }),
});
