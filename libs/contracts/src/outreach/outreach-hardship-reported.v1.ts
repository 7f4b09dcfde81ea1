import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { who } from './blocks.js';

/** Somebody says that paying has become hard. */
export const outreachHardshipReported = defineEvent({
  type: 'mora.outreach.hardship-reported.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody says that paying has become hard.',
  data: Type.Object({
    reportId: Name,
    ...who,
    reason: Name,
  }),
});
