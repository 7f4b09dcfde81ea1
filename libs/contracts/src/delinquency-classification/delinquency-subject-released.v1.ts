import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** The waiting records of this loan were taken; what is known of it is whole again. */
export const delinquencySubjectReleased = defineEvent({
  type: 'mora.delinquency.subject-released.v1',
  stream: DELINQUENCY_STREAM,
  title: 'The waiting records of this loan were taken; what is known of it is whole again.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
