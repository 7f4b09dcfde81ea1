import { defineEvent } from '../define-event.js';
import { noticeRequest } from '../outreach/notice-request.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** Negotiation wants a notice sent. */
export const negotiationNoticeRequested = defineEvent({
  type: 'mora.negotiation.notice-requested.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Negotiation wants a notice sent.',
  data: noticeRequest,
});
