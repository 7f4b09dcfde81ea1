import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Channel, Instant, oneOf, orNull, Purpose, who } from './blocks.js';

/** Somebody of the bank has found out whether a notice went out of which nobody knew. */
export const outreachNoticeSettled = defineEvent({
  type: 'mora.outreach.notice-settled.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody of the bank has found out whether a notice went out of which nobody knew.',
  data: Type.Object({
    noticeId: Name,
    contactId: Name,
    ...who,
    channel: Channel,
    purpose: Purpose,
    requestId: orNull(Name),
    outcome: oneOf('sent', 'failed'),
    /** Where the proof is kept; what went out has one. */
    proof: orNull(Name),
    because: Name,
    /** An id of the bank’s staff. */
    by: Name,
    at: Instant,
  }),
});
