import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { legalReference } from './blocks.js';

/** A repayment plan is over without having been paid or broken; that never counts as a failure. */
export const negotiationPlanEnded = defineEvent({
  type: 'mora.negotiation.plan-ended.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan is over without having been paid or broken; that never counts as a failure.',
  data: Type.Object({
    planId: Name,
    on: DateText,
    roundId: Type.Optional(Name),
    /** The loan was closed or sold; what a fund was used for was not shown in time, or a committee has ended it. */
    because: oneOf('loan-ended', 'fund-unproven', 'fund-decided'),
    /** What was still to be paid by the plan. */
    unpaid: Type.Optional(PositiveAmountText),
    currency: Type.Optional(CurrencyCode),
    /** Where legal escalation has asked for it. */
    reference: Type.Optional(legalReference),
  }),
});
