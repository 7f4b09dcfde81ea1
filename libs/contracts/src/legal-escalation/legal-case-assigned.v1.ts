import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** Which lawyer works on a case. */
export const legalCaseAssigned = defineEvent({
  type: 'mora.legal.case-assigned.v1',
  stream: LEGAL_STREAM,
  title: 'Which lawyer works on a case.',
  data: Type.Object({
    ...ofCase,
    /** A staff id. */
    lawyer: Name,
  }),
});
