import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { PersonIdText } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound, Sha256 } from './blocks.js';

/** A guarantor agreed in writing to an offer that is heavier than the contract. */
export const negotiationGuarantorConsented = defineEvent({
  type: 'mora.negotiation.guarantor-consented.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A guarantor agreed in writing to an offer that is heavier than the contract.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    personId: PersonIdText,
    documentHash: Sha256,
  }),
});
