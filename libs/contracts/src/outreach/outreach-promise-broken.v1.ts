import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { promisePartData } from './promise.js';

/** A part of a promise was not paid in time. */
export const outreachPromiseBroken = defineEvent({
  type: 'mora.outreach.promise-broken.v1',
  stream: OUTREACH_STREAM,
  title: 'A part of a promise was not paid in time.',
  data: promisePartData,
});
