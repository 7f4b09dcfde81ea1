import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A round of enforcement has ended. */
export const legalExecutionEnded = defineEvent({
  type: 'mora.legal.execution-ended.v1',
  stream: LEGAL_STREAM,
  title: 'A round of enforcement has ended.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    kind: oneOf('satisfied', 'this-round', 'settled', 'final'),
    on: DateText,
    left: PositiveAmountText,
    currency: CurrencyCode,
  }),
});
