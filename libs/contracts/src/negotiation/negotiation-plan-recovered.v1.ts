import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** What was missing of a plan has come. */
export const negotiationPlanRecovered = defineEvent({
  type: 'mora.negotiation.plan-recovered.v1',
  stream: NEGOTIATION_STREAM,
  title: 'What was missing of a plan has come.',
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
