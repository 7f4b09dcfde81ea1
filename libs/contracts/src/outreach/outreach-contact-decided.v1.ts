import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { contactDecision } from './decision.js';

/** The gate has said whether a contact may be made, by which rules, and when again. */
export const outreachContactDecided = defineEvent({
  type: 'mora.outreach.contact-decided.v1',
  stream: OUTREACH_STREAM,
  title: 'The gate has said whether a contact may be made, by which rules, and when again.',
  data: contactDecision,
});
