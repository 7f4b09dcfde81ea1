import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { LoanIdText, orNull } from '../blocks.js';

/** A loan no longer asks for a contact, or for any. */
export const outreachContactWithdrawn = defineEvent({
  type: 'mora.outreach.contact-withdrawn.v1',
  stream: OUTREACH_WANTED_STREAM,
  title: 'A loan no longer asks for a contact, or for any.',
  data: Type.Object({
    /** Null for all that the loan asks for. */
    contactId: orNull(Name),
    loanId: LoanIdText,
    because: Name,
  }),
});
