import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { Channel, CollectorKind, Instant, LoanIdText, oneOf, orNull, Purpose, Role } from '../blocks.js';

/** What became of a contact that was allowed. */
export const outreachContactReported = defineEvent({
  type: 'mora.outreach.contact-reported.v1',
  stream: OUTREACH_WANTED_STREAM,
  title: 'What became of a contact that was allowed.',
  data: Type.Object({
    decisionId: Name,
    loanId: LoanIdText,
    outcome: oneOf('used', 'returned'),
    channel: Channel,
    /** Null where nobody can tell; it then counts as if. */
    conversation: orNull(Type.Boolean()),
    answered: orNull(Type.Boolean()),
    at: Instant,
    /** What it was, for a lane that does not count it yet: what is absent counts as the strictest. */
    direction: Type.Optional(oneOf('out', 'in')),
    role: Type.Optional(Role),
    purpose: Type.Optional(Purpose),
    pointId: Type.Optional(orNull(Name)),
    by: Type.Optional(CollectorKind),
    /** The call or the visit that was reported: under one decision another one is another contact. */
    reportId: Type.Optional(Name),
  }),
});
