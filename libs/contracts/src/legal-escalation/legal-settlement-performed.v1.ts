import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A settlement was kept to its end. */
export const legalSettlementPerformed = defineEvent({
  type: 'mora.legal.settlement-performed.v1',
  stream: LEGAL_STREAM,
  title: 'A settlement was kept to its end.',
  data: Type.Object({
    ...ofCase,
    settlementId: Name,
    planId: Name,
    on: DateText,
  }),
});
