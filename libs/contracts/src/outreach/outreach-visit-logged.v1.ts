import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Instant, orNull, who } from './blocks.js';

/** Somebody was visited. */
export const outreachVisitLogged = defineEvent({
  type: 'mora.outreach.visit-logged.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody was visited.',
  data: Type.Object({
    visitId: Name,
    contactId: orNull(Name),
    ...who,
    outcome: Name,
    /** Nobody visits alone. */
    visitors: Type.Integer({ minimum: 2 }),
    checkedInAt: Instant,
    recorded: Type.Boolean(),
    /** Null where nobody was met. */
    entryConsent: orNull(Type.Boolean()),
    agencyId: orNull(Name),
  }),
});
