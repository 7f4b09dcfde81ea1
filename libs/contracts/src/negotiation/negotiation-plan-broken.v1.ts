import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A repayment plan was not kept, and has ended. */
export const negotiationPlanBroken = defineEvent({
  type: 'mora.negotiation.plan-broken.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan was not kept, and has ended.',
  data: Type.Object({ planId: Name, on: DateText }),
});
