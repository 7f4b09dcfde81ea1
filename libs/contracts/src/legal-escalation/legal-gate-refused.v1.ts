import { Type } from '@sinclair/typebox';
import { policyRef } from '../delinquency-classification/judgement.js';
import { DateText, defineEvent, Name } from '../define-event.js';
import { listOf, oneOf, orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';

/** Somebody has asked, and the bank may not go to court yet: these conditions do not hold. */
export const legalGateRefused = defineEvent({
  type: 'mora.legal.gate-refused.v1',
  stream: LEGAL_STREAM,
  title: 'Somebody has asked, and the bank may not go to court yet: these conditions do not hold.',
  data: Type.Object({
    gateId: Name,
    on: DateText,
    conditions: listOf(
      Type.Object({ name: Name, met: Type.Boolean(), input: Name, from: orNull(DateText), until: orNull(DateText) }),
      20,
    ),
    /** Both readings of three months; which of them decides is the policy's. */
    readings: Type.Object({
      months: Type.Object({ over: Type.Boolean(), since: orNull(DateText) }),
      days: Type.Object({ over: Type.Boolean(), dpd: Type.Integer({ minimum: 0 }) }),
      deciding: oneOf('months', 'days'),
    }),
    policy: policyRef,
  }),
});
