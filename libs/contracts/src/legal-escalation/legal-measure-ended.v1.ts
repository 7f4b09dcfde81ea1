import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A measure of enforcement binds no more. */
export const legalMeasureEnded = defineEvent({
  type: 'mora.legal.measure-ended.v1',
  stream: LEGAL_STREAM,
  title: 'A measure of enforcement binds no more.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    measureId: Name,
    because: oneOf('satisfied', 'lapsed', 'lifted', 'realised', 'over-seizure', 'refused'),
  }),
});
