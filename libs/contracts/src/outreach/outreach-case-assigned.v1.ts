import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { caseData } from './case.js';

/** A case has another responsible person, goal or date. */
export const outreachCaseAssigned = defineEvent({
  type: 'mora.outreach.case-assigned.v1',
  stream: OUTREACH_STREAM,
  title: 'A case has another responsible person, goal or date.',
  data: caseData,
});
