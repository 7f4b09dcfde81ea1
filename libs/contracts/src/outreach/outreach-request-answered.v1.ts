import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Instant, listOf, oneOf, orNull } from './blocks.js';

/** What became of a notice that was asked for. */
export const outreachRequestAnswered = defineEvent({
  type: 'mora.outreach.request-answered.v1',
  stream: OUTREACH_STREAM,
  title: 'What became of a notice that was asked for.',
  data: Type.Object({
    requestId: Name,
    /** `outreach`: its own notices, as that an agency is to have the loan. */
    requester: oneOf('negotiation', 'legal', 'outreach'),
    outcome: oneOf('delivered', 'sent', 'failed', 'lapsed', 'refused'),
    noticeId: orNull(Name),
    proof: orNull(Type.Object({ kind: oneOf('none', 'sent', 'delivered'), hash: Name, at: Instant })),
    rules: listOf(Name, 200),
  }),
});
