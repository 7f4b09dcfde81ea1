import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A settlement that was asked for is waited for no longer. Should a plan come of it all the same, that binds. */
export const legalSettlementGivenUp = defineEvent({
  type: 'mora.legal.settlement-given-up.v1',
  stream: LEGAL_STREAM,
  title: 'A settlement that was asked for is waited for no longer.',
  data: Type.Object({
    ...ofCase,
    settlementId: Name,
    requestId: Name,
    on: DateText,
    because: Name,
  }),
});
