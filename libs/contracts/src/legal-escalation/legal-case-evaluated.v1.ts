import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { listOf, oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase, Strategy } from './blocks.js';

/** A lawyer has weighed what to do, and what it costs. */
export const legalCaseEvaluated = defineEvent({
  type: 'mora.legal.case-evaluated.v1',
  stream: LEGAL_STREAM,
  title: 'A lawyer has weighed what to do, and what it costs.',
  data: Type.Object({
    ...ofCase,
    evaluationId: Name,
    strategy: Strategy,
    checklist: listOf(Type.Object({ item: Name, state: oneOf('yes', 'no', 'unknown', 'na') }), 40),
    proportionate: Type.Boolean(),
    /** Why milder ways do not do. */
    lessHarmful: listOf(Type.String({ minLength: 1, maxLength: 500 }), 20),
    expectedRecovery: PositiveAmountText,
    expectedCost: PositiveAmountText,
    currency: CurrencyCode,
    by: Name,
  }),
});
