import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';

const count = Type.Optional(Type.Integer({ minimum: 0 }));

/** A repayment plan was not kept, and has ended. */
export const negotiationPlanBroken = defineEvent({
  type: 'mora.negotiation.plan-broken.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan was not kept, and has ended.',
  data: Type.Object({
    planId: Name,
    on: DateText,
    roundId: Type.Optional(Name),
    because: Type.Optional(oneOf('overdue', 'two-missed', 'dispute-fraud', 'loan-ended')),
    /** Instalments that are missing beyond their grace. */
    missed: count,
    unpaid: Type.Optional(PositiveAmountText),
    currency: Type.Optional(CurrencyCode),
    /** Whether it counts as a failure, and how many there are in a row by it. */
    counted: Type.Optional(Type.Boolean()),
    consecutive: count,
  }),
});
