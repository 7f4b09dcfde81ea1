import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** Records of this loan wait; do not act on what is known of it. */
export const legalSubjectHeld = defineEvent({
  type: 'mora.legal.subject-held.v1',
  stream: LEGAL_STREAM,
  title: 'Records of this loan wait; do not act on what is known of it.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
