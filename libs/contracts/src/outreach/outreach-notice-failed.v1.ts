import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { noticeData } from './notice.js';

/** A notice could not be sent, or came back. */
export const outreachNoticeFailed = defineEvent({
  type: 'mora.outreach.notice-failed.v1',
  stream: OUTREACH_STREAM,
  title: 'A notice could not be sent, or came back.',
  data: noticeData,
});
