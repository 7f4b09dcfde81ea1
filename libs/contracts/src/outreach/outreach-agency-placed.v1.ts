import { defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { placementData } from './placement.js';

/** The loan was given to an agency. */
export const outreachAgencyPlaced = defineEvent({
  type: 'mora.outreach.agency-placed.v1',
  stream: OUTREACH_STREAM,
  title: 'The loan was given to an agency.',
  data: placementData,
});
