import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound, Sha256 } from './blocks.js';

/** The borrower was shown what an offer changes, costs and means. */
export const negotiationDisclosed = defineEvent({
  type: 'mora.negotiation.disclosed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower was shown what an offer changes, costs and means.',
  data: Type.Object({
    ...ofRound,
    offerId: Name,
    disclosureId: Name,
    sha256: Sha256,
    by: Name,
  }),
});
