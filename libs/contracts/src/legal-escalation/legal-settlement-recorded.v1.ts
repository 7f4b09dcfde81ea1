import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A settlement is in force, as a plan of negotiation. */
export const legalSettlementRecorded = defineEvent({
  type: 'mora.legal.settlement-recorded.v1',
  stream: LEGAL_STREAM,
  title: 'A settlement is in force, as a plan of negotiation.',
  data: Type.Object({
    ...ofCase,
    settlementId: Name,
    planId: Name,
    on: DateText,
    /** Until then an enforcement that rests can be taken up again. */
    resumeUntil: orNull(DateText),
  }),
});
