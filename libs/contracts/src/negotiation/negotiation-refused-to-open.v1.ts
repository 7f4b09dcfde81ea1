import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { legalReference } from './blocks.js';

/** A negotiation that legal escalation asked for cannot be opened: it is answered, and waited for no more. */
export const negotiationRefusedToOpen = defineEvent({
  type: 'mora.negotiation.refused-to-open.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A negotiation that legal escalation asked for cannot be opened.',
  data: Type.Object({
    reference: legalReference,
    because: oneOf('plan-open', 'loan-ended', 'nothing-overdue', 'not-by-policy'),
    on: DateText,
  }),
});
