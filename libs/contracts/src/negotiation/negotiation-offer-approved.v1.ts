import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { listOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound, PlanTier } from './blocks.js';

/** An offer may be made to the borrower. */
export const negotiationOfferApproved = defineEvent({
  type: 'mora.negotiation.offer-approved.v1',
  stream: NEGOTIATION_STREAM,
  title: 'An offer may be made to the borrower.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    tier: PlanTier,
    approvers: listOf(Name, 10),
    proposer: Name,
    because: Name,
  }),
});
