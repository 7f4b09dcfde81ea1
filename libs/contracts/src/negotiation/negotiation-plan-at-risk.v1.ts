import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** An instalment of a plan is missing beyond its grace. */
export const negotiationPlanAtRisk = defineEvent({
  type: 'mora.negotiation.plan-at-risk.v1',
  stream: NEGOTIATION_STREAM,
  title: 'An instalment of a plan is missing beyond its grace.',
  data: Type.Object({
    planId: Name,
    /** Null where it is not about one instalment. */
    instalment: orNull(Type.Integer({ minimum: 1 })),
    dueOn: orNull(DateText),
    unpaid: PositiveAmountText,
    currency: CurrencyCode,
    because: Name,
  }),
});
