import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { optOutData } from './opt-out.js';

/** Somebody does not want to be reached by a channel, or by any. */
export const outreachOptOutRecorded = defineEvent({
  type: 'mora.outreach.opt-out-recorded.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody does not want to be reached by a channel, or by any.',
  data: optOutData,
});
