import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A decision on an objection to enforcement was fought, or stands. */
export const legalObjectionEnded = defineEvent({
  type: 'mora.legal.objection-ended.v1',
  stream: LEGAL_STREAM,
  title: 'A decision on an objection to enforcement was fought, or stands.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    objectionId: Name,
    outcome: oneOf('upheld', 'dismissed'),
    how: oneOf('fought', 'stands'),
    on: DateText,
  }),
});
