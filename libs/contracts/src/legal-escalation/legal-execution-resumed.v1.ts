import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** Enforcement goes on; what was performed meanwhile is taken off. */
export const legalExecutionResumed = defineEvent({
  type: 'mora.legal.execution-resumed.v1',
  stream: LEGAL_STREAM,
  title: 'Enforcement goes on; what was performed meanwhile is taken off.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    on: DateText,
    currency: CurrencyCode,
    deducted: PositiveAmountText,
  }),
});
