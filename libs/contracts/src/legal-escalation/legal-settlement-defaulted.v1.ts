import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A settlement was not kept. */
export const legalSettlementDefaulted = defineEvent({
  type: 'mora.legal.settlement-defaulted.v1',
  stream: LEGAL_STREAM,
  title: 'A settlement was not kept.',
  data: Type.Object({
    ...ofCase,
    settlementId: Name,
    planId: Name,
    on: DateText,
    resumeUntil: orNull(DateText),
  }),
});
