import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** Mora and the ledger do not count the same days past due. */
export const delinquencyDriftDetected = defineEvent({
  type: 'mora.delinquency.drift-detected.v1',
  stream: DELINQUENCY_STREAM,
  title: 'Mora and the ledger do not count the same days past due.',
  data: Type.Object({
    asOf: DateText,
    daysPastDue: Type.Integer({ minimum: 0 }),
    ledgerDaysPastDue: Type.Integer({ minimum: 0 }),
  }),
});
