import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase, Strategy } from './blocks.js';

/** A second person does not agree with the way that a lawyer has chosen. */
export const legalStrategyRefused = defineEvent({
  type: 'mora.legal.strategy-refused.v1',
  stream: LEGAL_STREAM,
  title: 'A second person does not agree with the way that a lawyer has chosen.',
  data: Type.Object({
    ...ofCase,
    evaluationId: Name,
    strategy: Strategy,
    approver: Name,
    because: Name,
  }),
});
