import { defineEvent } from '../define-event.js';
import { noticeRequest } from '../outreach/notice-request.js';
import { LEGAL_STREAM } from '../streams.js';

/** Legal escalation wants a notice sent, and proof of it. */
export const legalNoticeRequested = defineEvent({
  type: 'mora.legal.notice-requested.v1',
  stream: LEGAL_STREAM,
  title: 'Legal escalation wants a notice sent, and proof of it.',
  data: noticeRequest,
});
