import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { CollectorKind, Instant, oneOf, orNull, who } from './blocks.js';

/** Somebody called, or was called. */
export const outreachCallLogged = defineEvent({
  type: 'mora.outreach.call-logged.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody called, or was called.',
  data: Type.Object({
    callId: Name,
    contactId: orNull(Name),
    ...who,
    direction: oneOf('out', 'in'),
    by: CollectorKind,
    agencyId: orNull(Name),
    outcome: Name,
    /** Whether the two have spoken with each other. */
    conversation: Type.Boolean(),
    reasonForDelinquency: orNull(Name),
    recordingId: orNull(Name),
    at: Instant,
  }),
});
