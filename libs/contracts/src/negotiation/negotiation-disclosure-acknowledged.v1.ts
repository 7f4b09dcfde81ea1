import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { Evidence, ofRound, Sha256, Via } from './blocks.js';

/** The borrower confirmed having seen the disclosure. */
export const negotiationDisclosureAcknowledged = defineEvent({
  type: 'mora.negotiation.disclosure-acknowledged.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower confirmed having seen the disclosure.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    disclosureId: Name,
    sha256: Sha256,
    via: Via,
    /** Said where somebody of the bank speaks for the borrower. */
    evidence: Type.Optional(Evidence),
  }),
});
