import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** Records of this loan wait; do not act on what is known of it. */
export const negotiationSubjectHeld = defineEvent({
  type: 'mora.negotiation.subject-held.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Records of this loan wait; do not act on what is known of it.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
