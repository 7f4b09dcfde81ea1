import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** An instalment of a plan is paid. */
export const negotiationInstalmentKept = defineEvent({
  type: 'mora.negotiation.instalment-kept.v1',
  stream: NEGOTIATION_STREAM,
  title: 'An instalment of a plan is paid.',
  data: Type.Object({
    planId: Name,
    instalment: Type.Integer({ minimum: 1 }),
    dueOn: DateText,
    paidOn: DateText,
    amount: PositiveAmountText,
    currency: CurrencyCode,
  }),
});
