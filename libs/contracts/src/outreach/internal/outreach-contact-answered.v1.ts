import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { OUTREACH_ANSWERS_STREAM } from '../../streams.js';
import { Instant, orNull } from '../blocks.js';
import { contactDecision } from '../decision.js';

/** What the gate has decided, for the loan that asked. */
export const outreachContactAnswered = defineEvent({
  type: 'mora.outreach.contact-answered.v1',
  stream: OUTREACH_ANSWERS_STREAM,
  title: 'What the gate has decided, for the loan that asked.',
  data: Type.Object({
    /** As it is published. */
    decision: contactDecision,
    contactId: Name,
    reservation: orNull(Type.Object({ id: Name, validUntil: Instant })),
    pointId: orNull(Name),
    /** When the person's lane will judge it again by itself. */
    again: orNull(Instant),
  }),
});
