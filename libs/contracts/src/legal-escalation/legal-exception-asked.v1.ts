import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { listOf, oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ExceptionGround } from './blocks.js';

/** Somebody wants to act before the gate has passed, as the claim would be lost by waiting. */
export const legalExceptionAsked = defineEvent({
  type: 'mora.legal.exception-asked.v1',
  stream: LEGAL_STREAM,
  title: 'Somebody wants to act before the gate has passed, as the claim would be lost by waiting.',
  data: Type.Object({
    exceptionId: Name,
    ground: ExceptionGround,
    /** What it is to allow. */
    steps: listOf(oneOf('preservation', 'suit'), 2),
    by: Name,
    because: Name,
    until: DateText,
  }),
});
