import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ExceptionGround } from './blocks.js';

/** A second person does not allow it. */
export const legalExceptionRefused = defineEvent({
  type: 'mora.legal.exception-refused.v1',
  stream: LEGAL_STREAM,
  title: 'A second person does not allow it.',
  data: Type.Object({
    exceptionId: Name,
    ground: ExceptionGround,
    by: Name,
    approver: Name,
    because: Name,
  }),
});
