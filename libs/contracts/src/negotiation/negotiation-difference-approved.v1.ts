import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { listOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { PlanTier } from './blocks.js';

/** What the ledger has booked in place of what was agreed may stand, as the borrower has confirmed it. */
export const negotiationDifferenceApproved = defineEvent({
  type: 'mora.negotiation.difference-approved.v1',
  stream: NEGOTIATION_STREAM,
  title: 'What the ledger has booked in place of what was agreed may stand, as the borrower has confirmed it.',
  data: Type.Object({
    planId: Name,
    roundId: Type.Optional(Name),
    disclosureId: Name,
    tier: PlanTier,
    approvers: listOf(Name, 10),
    because: Name,
  }),
});
