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
    /** The ask by which the loan was restructured. */
    requestId: Type.Optional(Name),
    /** The class that holds from now on. */
    class: Type.Optional(Name),
  }),
});
