import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { placementData } from './placement.js';

/** The loan was taken back from an agency. */
export const outreachAgencyRecalled = defineEvent({
  type: 'mora.outreach.agency-recalled.v1',
  stream: OUTREACH_STREAM,
  title: 'The loan was taken back from an agency.',
  data: placementData,
});
