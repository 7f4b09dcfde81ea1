import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** The bank may not go to court any more: a condition that held does not hold now. */
export const legalGateWithdrawn = defineEvent({
  type: 'mora.legal.gate-withdrawn.v1',
  stream: LEGAL_STREAM,
  title: 'The bank may not go to court any more: a condition that held does not hold now.',
  data: Type.Object({
    gateId: Name,
    because: Name,
  }),
});
