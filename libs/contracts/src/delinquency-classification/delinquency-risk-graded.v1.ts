import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** Ability and willingness to pay, as one grade. */
export const delinquencyRiskGraded = defineEvent({
  type: 'mora.delinquency.risk-graded.v1',
  stream: DELINQUENCY_STREAM,
  title: 'Ability and willingness to pay, as one grade.',
  data: Type.Object({
    grade: Name,
    ability: Name,
    willingness: Name,
    asOf: DateText,
    policy: policyRef,
  }),
});
