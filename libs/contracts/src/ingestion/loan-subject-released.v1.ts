import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LOAN_STREAM } from '../streams.js';

/** The waiting records of this loan were taken; what is known of it is whole again. */
export const loanSubjectReleased = defineEvent({
  type: 'mora.loan.subject-released.v1',
  stream: LOAN_STREAM,
  title: 'The waiting records of this loan were taken; what is known of it is whole again.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
