import { Type } from '@sinclair/typebox';
import { AmountText, CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { Instant, listOf, oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { KindName, ofRound, PlanTier } from './blocks.js';

/** An offer was priced. */
export const negotiationOfferMade = defineEvent({
  type: 'mora.negotiation.offer-made.v1',
  stream: NEGOTIATION_STREAM,
  title: 'An offer was priced.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    kinds: listOf(KindName, 4),
    rank: Type.Integer({ minimum: 1 }),
    of: Type.Integer({ minimum: 1 }),
    by: oneOf('policy', 'staff', 'counter'),
    affordable: oneOf('yes', 'stressed-only', 'no'),
    tier: PlanTier,
    disclosureId: orNull(Name),
    currency: CurrencyCode,
    firstDueOn: DateText,
    lastDueOn: DateText,
    count: Type.Integer({ minimum: 1 }),
    /** The largest. */
    instalment: PositiveAmountText,
    totalCost: PositiveAmountText,
    /** Against the schedule before; below nought where it becomes cheaper. */
    costDelta: AmountText,
    waived: PositiveAmountText,
    expiresAt: orNull(Instant),
  }),
});
