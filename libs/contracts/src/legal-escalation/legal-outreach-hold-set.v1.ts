import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** Nobody is to be dunned while the law is at work. */
export const legalOutreachHoldSet = defineEvent({
  type: 'mora.legal.outreach-hold-set.v1',
  stream: LEGAL_STREAM,
  title: 'Nobody is to be dunned while the law is at work.',
  data: Type.Object({ holdId: Name, reason: Name }),
});
