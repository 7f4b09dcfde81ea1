import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { oneOf, who } from './blocks.js';

/** Somebody says that the debt is not so. */
export const outreachDisputeRaised = defineEvent({
  type: 'mora.outreach.dispute-raised.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody says that the debt is not so.',
  data: Type.Object({
    disputeId: Name,
    ...who,
    kind: oneOf('amount', 'identity', 'fraud', 'other'),
    written: Type.Boolean(),
  }),
});
