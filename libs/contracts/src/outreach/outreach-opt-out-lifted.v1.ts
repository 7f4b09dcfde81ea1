import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { optOutData } from './opt-out.js';

/** Somebody may be reached by a channel again. */
export const outreachOptOutLifted = defineEvent({
  type: 'mora.outreach.opt-out-lifted.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody may be reached by a channel again.',
  data: optOutData,
});
