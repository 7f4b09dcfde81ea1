import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** A hold of outreach has ended. */
export const legalOutreachHoldLifted = defineEvent({
  type: 'mora.legal.outreach-hold-lifted.v1',
  stream: LEGAL_STREAM,
  title: 'A hold of outreach has ended.',
  data: Type.Object({ holdId: Name }),
});
