import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** The waiting records of this loan were taken; what is known of it is whole again. */
export const legalSubjectReleased = defineEvent({
  type: 'mora.legal.subject-released.v1',
  stream: LEGAL_STREAM,
  title: 'The waiting records of this loan were taken; what is known of it is whole again.',
  data: Type.Object({
    reason: Name,
    since: DateText,
  }),
});
