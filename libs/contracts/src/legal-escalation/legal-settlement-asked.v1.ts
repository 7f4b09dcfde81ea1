import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** Legal escalation wants to settle; negotiation is asked for it. */
export const legalSettlementAsked = defineEvent({
  type: 'mora.legal.settlement-asked.v1',
  stream: LEGAL_STREAM,
  title: 'Legal escalation wants to settle; negotiation is asked for it.',
  data: Type.Object({
    ...ofCase,
    settlementId: Name,
    requestId: Name,
    on: DateText,
  }),
});
