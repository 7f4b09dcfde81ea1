import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { DELINQUENCY_STREAM, LEGAL_STREAM, LOAN_STREAM, NEGOTIATION_STREAM, OUTREACH_STREAM } from '../streams.js';

/** The mark: everything before it in this partition was booked on or before this day. */
export const dayClosed = defineEvent({
  type: 'mora.day.closed.v1',
  stream: [LOAN_STREAM, DELINQUENCY_STREAM, OUTREACH_STREAM, NEGOTIATION_STREAM, LEGAL_STREAM],
  title: 'Everything before it in this partition was booked on or before this day.',
  data: Type.Object({ date: DateText, calendar: Name }),
});
