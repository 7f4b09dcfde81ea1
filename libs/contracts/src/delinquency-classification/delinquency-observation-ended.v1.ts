import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** The watch over a restructured loan is over. */
export const delinquencyObservationEnded = defineEvent({
  type: 'mora.delinquency.observation-ended.v1',
  stream: DELINQUENCY_STREAM,
  title: 'The watch over a restructured loan is over.',
  data: Type.Object({
    scheme: Name,
    asOf: DateText,
    from: DateText,
    earliestEndOn: DateText,
    policy: policyRef,
  }),
});
