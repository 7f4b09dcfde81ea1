import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { noticeData } from './notice.js';

/** A notice was planned and allowed, and never sent. */
export const outreachNoticeLapsed = defineEvent({
  type: 'mora.outreach.notice-lapsed.v1',
  stream: OUTREACH_STREAM,
  title: 'A notice was planned and allowed, and never sent.',
  data: noticeData,
});
