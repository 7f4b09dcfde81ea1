import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { listOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { KindName, legalReference, partRows, PlanTier } from './blocks.js';
import { restructure } from './restructure.js';

const total = Type.Optional(PositiveAmountText);

/** A repayment plan binds both sides: nobody is dunned for what it covers. */
export const negotiationPlanActivated = defineEvent({
  type: 'mora.negotiation.plan-activated.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan binds both sides: nobody is dunned for what it covers.',
  data: Type.Object({
    planId: Name,
    activeFrom: DateText,
    roundId: Type.Optional(Name),
    episodeId: Type.Optional(orNull(Name)),
    offerId: Type.Optional(Name),
    /** Which ask the ledger has booked. */
    requestId: Type.Optional(Name),
    kinds: Type.Optional(listOf(KindName, 4)),
    currency: Type.Optional(CurrencyCode),
    /** What the plan comes to, by component. */
    principal: total,
    interest: total,
    fee: total,
    penalty: total,
    instalments: Type.Optional(partRows),
    restructure: Type.Optional(restructure),
    tier: Type.Optional(PlanTier),
    disclosureId: Type.Optional(Name),
    /** The day of the last instalment. */
    until: Type.Optional(DateText),
    reference: Type.Optional(legalReference),
    /** The ledger booked it after the ask had been given up. */
    late: Type.Optional(Type.Boolean()),
    /** It was there before Mora. */
    cutOver: Type.Optional(Type.Boolean()),
  }),
});
