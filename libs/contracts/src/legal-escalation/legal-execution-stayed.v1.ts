import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** Enforcement rests. */
export const legalExecutionStayed = defineEvent({
  type: 'mora.legal.execution-stayed.v1',
  stream: LEGAL_STREAM,
  title: 'Enforcement rests.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    because: oneOf('settlement', 'death', 'court'),
    on: DateText,
  }),
});
