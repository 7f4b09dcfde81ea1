import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';

/** A repayment plan binds both sides: nobody is dunned for what it covers. */
export const negotiationPlanActivated = defineEvent({
  type: 'mora.negotiation.plan-activated.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A repayment plan binds both sides: nobody is dunned for what it covers.',
  data: Type.Object({ planId: Name, activeFrom: DateText }),
});
