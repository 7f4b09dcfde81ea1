import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { Channel, Instant, LoanIdText, oneOf, orNull } from '../blocks.js';

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
  }),
});
