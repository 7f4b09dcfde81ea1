import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** The ledger was asked to book a plan. */
export const negotiationPlanAsked = defineEvent({
  type: 'mora.negotiation.plan-asked.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The ledger was asked to book a plan.',
  data: Type.Object({
    ...ofRound,
    planId: Name,
    requestId: Name,
    answerBy: DateText,
  }),
});
