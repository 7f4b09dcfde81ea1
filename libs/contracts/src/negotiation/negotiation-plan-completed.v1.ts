import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A repayment plan was kept to its end. */
export const negotiationPlanCompleted = defineEvent({
  type: 'mora.negotiation.plan-completed.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan was kept to its end.',
  data: Type.Object({ planId: Name, on: DateText }),
});
