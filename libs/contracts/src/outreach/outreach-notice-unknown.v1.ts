import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { noticeData } from './notice.js';

/** Nobody can say whether a notice went out; it is not sent again. */
export const outreachNoticeUnknown = defineEvent({
  type: 'mora.outreach.notice-unknown.v1',
  stream: OUTREACH_STREAM,
  title: 'Nobody can say whether a notice went out; it is not sent again.',
  data: noticeData,
});
