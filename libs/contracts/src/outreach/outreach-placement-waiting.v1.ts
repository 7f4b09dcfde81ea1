import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { placementData } from './placement.js';

/** An agency is to have the loan, as soon as the borrower has been told of it. */
export const outreachPlacementWaiting = defineEvent({
  type: 'mora.outreach.placement-waiting.v1',
  stream: OUTREACH_STREAM,
  title: 'An agency is to have the loan, as soon as the borrower has been told of it.',
  data: Type.Object({
    ...placementData.properties,
    /** The last day on which the outsourcing notice may go out. */
    noticeBy: DateText,
  }),
});
