import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { Evidence, ofRound, Via } from './blocks.js';

/** The borrower took an offer; it becomes a plan when the ledger has booked it. */
export const negotiationOfferAccepted = defineEvent({
  type: 'mora.negotiation.offer-accepted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower took an offer; it becomes a plan when the ledger has booked it.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    planId: Name,
    /** Null where the ledger need not be asked. */
    requestId: orNull(Name),
    via: Via,
    /** Said where somebody of the bank speaks for the borrower. */
    evidence: Type.Optional(Evidence),
  }),
});
