import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { caseData } from './case.js';

/** Somebody of the bank is to see to this loan. */
export const outreachCaseOpened = defineEvent({
  type: 'mora.outreach.case-opened.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody of the bank is to see to this loan.',
  data: caseData,
});
