import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Instant, orNull, who } from './blocks.js';

/** Those who visit somebody have come to the place; what came of it is told after it. */
export const outreachVisitCheckedIn = defineEvent({
  type: 'mora.outreach.visit-checked-in.v1',
  stream: OUTREACH_STREAM,
  title: 'Those who visit somebody have come to the place.',
  data: Type.Object({
    decisionId: Name,
    contactId: orNull(Name),
    ...who,
    /** Nobody visits alone. */
    visitors: Type.Integer({ minimum: 2 }),
    /** The place by its id, never where it is. */
    pointId: orNull(Name),
    agencyId: orNull(Name),
    checkedInAt: Instant,
  }),
});
