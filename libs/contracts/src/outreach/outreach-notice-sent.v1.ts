import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { noticeData } from './notice.js';

/** A notice was handed over to whoever carries it. */
export const outreachNoticeSent = defineEvent({
  type: 'mora.outreach.notice-sent.v1',
  stream: OUTREACH_STREAM,
  title: 'A notice was handed over to whoever carries it.',
  data: noticeData,
});
