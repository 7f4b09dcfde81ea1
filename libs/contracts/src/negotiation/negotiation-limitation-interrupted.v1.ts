import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { Evidence, ofRound } from './blocks.js';

/** The borrower did something by which the time bar starts anew. */
export const negotiationLimitationInterrupted = defineEvent({
  type: 'mora.negotiation.limitation-interrupted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'The borrower did something by which the time bar starts anew.',
  data: Type.Object({
    ...ofRound,
    on: DateText,
    act: oneOf('acknowledged', 'asked-for-time', 'instalment-plan-agreed'),
    evidence: Evidence,
  }),
});
