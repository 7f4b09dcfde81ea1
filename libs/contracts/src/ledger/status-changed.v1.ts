import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** The ledger closed a loan, wrote it off, passed it on, or made it active again. */
export const ledgerStatusChanged = defineEvent({
  type: 'ledger.status-changed.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger closed a loan, wrote it off, passed it on, or made it active again.',
  data: Type.Object({
    ...booking,
    status: Type.Union([
      Type.Literal('active'),
      Type.Literal('closed'),
      Type.Literal('written-off'),
      Type.Literal('transferred'),
    ]),
    effectiveOn: DateText,
  }),
});
