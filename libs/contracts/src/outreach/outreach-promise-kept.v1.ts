import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { promisePartData } from './promise.js';

/** A part of a promise was paid in time. */
export const outreachPromiseKept = defineEvent({
  type: 'mora.outreach.promise-kept.v1',
  stream: OUTREACH_STREAM,
  title: 'A part of a promise was paid in time.',
  data: promisePartData,
});
