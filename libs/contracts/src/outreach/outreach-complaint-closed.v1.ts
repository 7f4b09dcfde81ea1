import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { oneOf, orNull, who } from './blocks.js';

/** A complaint has been dealt with. */
export const outreachComplaintClosed = defineEvent({
  type: 'mora.outreach.complaint-closed.v1',
  stream: OUTREACH_STREAM,
  title: 'A complaint has been dealt with.',
  data: Type.Object({
    complaintId: Name,
    ...who,
    about: oneOf('bank', 'agency'),
    agencyId: orNull(Name),
    kind: Name,
  }),
});
