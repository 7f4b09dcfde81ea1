import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { OUTREACH_ANSWERS_STREAM } from '../../streams.js';

/** An event about the person, which each of the loans publishes as it is. */
export const outreachPersonSaid = defineEvent({
  type: 'mora.outreach.person-said.v1',
  stream: OUTREACH_ANSWERS_STREAM,
  title: 'An event about the person, which each of the loans publishes as it is.',
  data: Type.Object({
    announcement: Type.Object({ type: Name, data: Type.Unsafe<object>(Type.Object({})) }),
  }),
});
