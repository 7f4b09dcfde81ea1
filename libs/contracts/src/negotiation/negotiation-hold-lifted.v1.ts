import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { HoldKind, ofRound } from './blocks.js';

/** A hold of this negotiation has ended; what was left of its terms runs on. */
export const negotiationHoldLifted = defineEvent({
  type: 'mora.negotiation.hold-lifted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A hold of this negotiation has ended; what was left of its terms runs on.',
  data: Type.Object({
    ...ofRound,
    holdId: Name,
    kind: HoldKind,
  }),
});
