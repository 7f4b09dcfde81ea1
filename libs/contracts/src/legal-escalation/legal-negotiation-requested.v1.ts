import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';

/** Legal escalation wants one more negotiation before it goes on. */
export const legalNegotiationRequested = defineEvent({
  type: 'mora.legal.negotiation-requested.v1',
  stream: LEGAL_STREAM,
  title: 'Legal escalation wants one more negotiation before it goes on.',
  data: Type.Object({
    requestId: Name,
    caseId: Name,
    /** So many days the borrower has; null where the law names none. */
    grace: orNull(Type.Object({ days: Type.Integer({ minimum: 0 }) })),
    because: Name,
  }),
});
