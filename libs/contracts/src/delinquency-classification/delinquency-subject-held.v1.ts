import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** Records of this loan wait; do not act on what is known of it. */
export const delinquencySubjectHeld = defineEvent({
  type: 'mora.delinquency.subject-held.v1',
  stream: DELINQUENCY_STREAM,
  title: 'Records of this loan wait; do not act on what is known of it.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
