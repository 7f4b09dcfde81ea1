import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { HoldKind, ofRound } from './blocks.js';

/** Nothing of this negotiation runs out until the hold is lifted. */
export const negotiationHoldSet = defineEvent({
  type: 'mora.negotiation.hold-set.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Nothing of this negotiation runs out until the hold is lifted.',
  data: Type.Object({
    ...ofRound,
    holdId: Name,
    kind: HoldKind,
    until: orNull(DateText),
  }),
});
