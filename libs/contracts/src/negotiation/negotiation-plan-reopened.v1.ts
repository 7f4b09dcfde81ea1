import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A plan that had ended stands again: what ended it was taken back. */
export const negotiationPlanReopened = defineEvent({
  type: 'mora.negotiation.plan-reopened.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A plan that had ended stands again: what ended it was taken back.',
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
