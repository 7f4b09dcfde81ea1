import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { noticeData } from './notice.js';

/** A notice has reached the one it was for, as its carrier says. */
export const outreachNoticeDelivered = defineEvent({
  type: 'mora.outreach.notice-delivered.v1',
  stream: OUTREACH_STREAM,
  title: 'A notice has reached the one it was for, as its carrier says.',
  data: noticeData,
});
