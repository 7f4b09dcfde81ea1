import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** A breach set the watch over a restructured loan back to its beginning. */
export const delinquencyObservationRestarted = defineEvent({
  type: 'mora.delinquency.observation-restarted.v1',
  stream: DELINQUENCY_STREAM,
  title: 'A breach set the watch over a restructured loan back to its beginning.',
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
