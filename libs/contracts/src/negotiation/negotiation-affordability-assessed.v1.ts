import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from '../delinquency-classification/judgement.js';
import { listOf, oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** What the borrower can bear was judged; the figures stay in the vault. */
export const negotiationAffordabilityAssessed = defineEvent({
  type: 'mora.negotiation.affordability-assessed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'What the borrower can bear was judged; the figures stay in the vault.',
  data: Type.Object({
    ...ofRound,
    assessmentId: Name,
    verdict: oneOf('short-term', 'long-term', 'unaffordable', 'not-in-difficulty'),
    validUntil: DateText,
    region: Name,
    policies: listOf(policyRef, 100),
    proofs: listOf(Type.Object({ kind: Name, state: oneOf('given', 'verified', 'refused') }), 100),
    /** Whether the borrower has declared to want to pay; not said where nothing was declared. */
    willing: Type.Optional(Type.Boolean()),
  }),
});
