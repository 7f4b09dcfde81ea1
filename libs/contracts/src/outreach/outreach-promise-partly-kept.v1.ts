import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { promisePartData } from './promise.js';

/** Of a part of a promise a good share was paid in time, and not all. */
export const outreachPromisePartlyKept = defineEvent({
  type: 'mora.outreach.promise-partly-kept.v1',
  stream: OUTREACH_STREAM,
  title: 'Of a part of a promise a good share was paid in time, and not all.',
  data: promisePartData,
});
