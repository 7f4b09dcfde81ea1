import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { oneOf, orNull, who } from './blocks.js';

/** Somebody complains about how the debt is collected. */
export const outreachComplaintRaised = defineEvent({
  type: 'mora.outreach.complaint-raised.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody complains about how the debt is collected.',
  data: Type.Object({
    complaintId: Name,
    ...who,
    about: oneOf('bank', 'agency'),
    agencyId: orNull(Name),
    kind: Name,
  }),
});
