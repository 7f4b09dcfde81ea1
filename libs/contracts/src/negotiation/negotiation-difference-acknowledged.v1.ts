import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { Evidence, Via } from './blocks.js';

/** The borrower confirmed what the ledger has booked in place of what was agreed; it does not bind yet. */
export const negotiationDifferenceAcknowledged = defineEvent({
  type: 'mora.negotiation.difference-acknowledged.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower confirmed what the ledger has booked in place of what was agreed; it does not bind yet.',
  data: Type.Object({
    planId: Name,
    roundId: Type.Optional(Name),
    /** Names every row of it. */
    disclosureId: Name,
    via: Via,
    /** Said where somebody of the bank speaks for the borrower. */
    evidence: Type.Optional(Evidence),
  }),
});
