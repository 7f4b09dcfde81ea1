import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase, Outcome } from './blocks.js';

/** A legal case has ended. */
export const legalCaseClosed = defineEvent({
  type: 'mora.legal.case-closed.v1',
  stream: LEGAL_STREAM,
  title: 'A legal case has ended.',
  data: Type.Object({
    ...ofCase,
    outcome: Outcome,
    on: DateText,
  }),
});
