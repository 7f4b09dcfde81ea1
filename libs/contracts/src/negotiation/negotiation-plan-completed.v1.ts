import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A repayment plan was kept to its end. */
export const negotiationPlanCompleted = defineEvent({
  type: 'mora.negotiation.plan-completed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan was kept to its end.',
  data: Type.Object({
    planId: Name,
    on: DateText,
    roundId: Type.Optional(Name),
    paid: Type.Optional(PositiveAmountText),
    currency: Type.Optional(CurrencyCode),
    /** The rest of the debt was waived for a sum that is paid. */
    settled: Type.Optional(Type.Boolean()),
  }),
});
