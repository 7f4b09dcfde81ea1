import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { promisePartData } from './promise.js';

/** What was judged of a part of a promise no longer holds. */
export const outreachPromiseReopened = defineEvent({
  type: 'mora.outreach.promise-reopened.v1',
  stream: OUTREACH_STREAM,
  title: 'What was judged of a part of a promise no longer holds.',
  data: promisePartData,
});
