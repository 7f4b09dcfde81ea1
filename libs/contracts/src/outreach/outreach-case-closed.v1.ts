import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { caseData } from './case.js';

/** A case is done. */
export const outreachCaseClosed = defineEvent({
  type: 'mora.outreach.case-closed.v1',
  stream: OUTREACH_STREAM,
  title: 'A case is done.',
  data: caseData,
});
