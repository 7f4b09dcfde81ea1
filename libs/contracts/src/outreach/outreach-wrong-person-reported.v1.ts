import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { who } from './blocks.js';

/** A contact point belongs to somebody else. */
export const outreachWrongPersonReported = defineEvent({
  type: 'mora.outreach.wrong-person-reported.v1',
  stream: OUTREACH_STREAM,
  title: 'A contact point belongs to somebody else.',
  data: Type.Object({
    ...who,
    pointId: Name,
  }),
});
