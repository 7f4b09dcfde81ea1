import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { listOf, oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ExceptionGround } from './blocks.js';

/** A second person allows it. */
export const legalExceptionApproved = defineEvent({
  type: 'mora.legal.exception-approved.v1',
  stream: LEGAL_STREAM,
  title: 'A second person allows it.',
  data: Type.Object({
    exceptionId: Name,
    ground: ExceptionGround,
    steps: listOf(oneOf('preservation', 'suit'), 2),
    by: Name,
    approver: Name,
    because: Name,
    until: DateText,
  }),
});
