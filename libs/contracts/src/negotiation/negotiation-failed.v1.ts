import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from '../delinquency-classification/judgement.js';
import { orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { FailReason, legalReference } from './blocks.js';

/** A negotiation, or the plan that came of it, has failed. */
export const negotiationFailed = defineEvent({
  type: 'mora.negotiation.failed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A negotiation, or the plan that came of it, has failed.',
  data: Type.Object({
    /** Null for a plan that was there before Mora. */
    roundId: orNull(Name),
    episodeId: orNull(Name),
    planId: orNull(Name),
    reason: FailReason,
    /** Failures in a row, this one among them. */
    consecutive: Type.Integer({ minimum: 0 }),
    closedOn: DateText,
    policy: policyRef,
    reference: orNull(legalReference),
  }),
});
