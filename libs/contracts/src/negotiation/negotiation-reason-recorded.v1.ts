import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** Why the borrower fell behind, as far as it is known now. */
export const negotiationReasonRecorded = defineEvent({
  type: 'mora.negotiation.reason-recorded.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Why the borrower fell behind, as far as it is known now.',
  data: Type.Object({
    ...ofRound,
    reason: Name,
  }),
});
