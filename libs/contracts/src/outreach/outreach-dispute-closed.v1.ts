import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { oneOf, orNull, who } from './blocks.js';

/** A dispute has ended. */
export const outreachDisputeClosed = defineEvent({
  type: 'mora.outreach.dispute-closed.v1',
  stream: OUTREACH_STREAM,
  title: 'A dispute has ended.',
  data: Type.Object({
    disputeId: Name,
    ...who,
    kind: oneOf('amount', 'identity', 'fraud', 'other'),
    written: Type.Boolean(),
    outcome: oneOf('upheld', 'rejected', 'withdrawn'),
    verificationSentOn: orNull(DateText),
  }),
});
