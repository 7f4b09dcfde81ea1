import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** The bank has asked a court to enforce. */
export const legalEnforcementApplied = defineEvent({
  type: 'mora.legal.enforcement-applied.v1',
  stream: LEGAL_STREAM,
  title: 'The bank has asked a court to enforce.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    judgmentId: Name,
    on: DateText,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    court: Name,
    approver: Name,
  }),
});
