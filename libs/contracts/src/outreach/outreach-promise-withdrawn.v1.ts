import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { promisePartData } from './promise.js';

/** A part of a promise binds nobody any longer. */
export const outreachPromiseWithdrawn = defineEvent({
  type: 'mora.outreach.promise-withdrawn.v1',
  stream: OUTREACH_STREAM,
  title: 'A part of a promise binds nobody any longer.',
  data: promisePartData,
});
