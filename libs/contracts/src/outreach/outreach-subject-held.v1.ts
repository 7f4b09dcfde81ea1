import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';

/** Records of this loan wait; do not act on what is known of it. */
export const outreachSubjectHeld = defineEvent({
  type: 'mora.outreach.subject-held.v1',
  stream: OUTREACH_STREAM,
  title: 'Records of this loan wait; do not act on what is known of it.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
