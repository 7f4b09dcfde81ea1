import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A legal case about this loan has begun. */
export const legalCaseOpened = defineEvent({
  type: 'mora.legal.case-opened.v1',
  stream: LEGAL_STREAM,
  title: 'A legal case about this loan has begun.',
  data: Type.Object({
    ...ofCase,
    because: Name,
    gateId: orNull(Name),
    exceptionId: orNull(Name),
  }),
});
