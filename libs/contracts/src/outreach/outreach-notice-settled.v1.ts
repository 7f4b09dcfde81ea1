import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Channel, Instant, oneOf, orNull, Purpose, who } from './blocks.js';

/** Somebody of the bank has found out what became of a notice: of one of which nobody knew, or of a letter. */
export const outreachNoticeSettled = defineEvent({
  type: 'mora.outreach.notice-settled.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody of the bank has found out what became of a notice: of one of which nobody knew, or of a letter.',
  data: Type.Object({
    noticeId: Name,
    contactId: Name,
    ...who,
    channel: Channel,
    purpose: Purpose,
    requestId: orNull(Name),
    /** `delivered` is said of a letter alone: nobody else tells of one. */
    outcome: oneOf('sent', 'failed', 'delivered'),
    /** Where the proof is kept; what went out has one. */
    proof: orNull(Name),
    because: Name,
    /** An id of the bank’s staff. */
    by: Name,
    at: Instant,
  }),
});
