import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';

/** The waiting records of this loan were taken; what is known of it is whole again. */
export const outreachSubjectReleased = defineEvent({
  type: 'mora.outreach.subject-released.v1',
  stream: OUTREACH_STREAM,
  title: 'The waiting records of this loan were taken; what is known of it is whole again.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
