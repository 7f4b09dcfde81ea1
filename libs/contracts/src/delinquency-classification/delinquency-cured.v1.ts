import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** An episode is over, and by what. */
export const delinquencyCured = defineEvent({
  type: 'mora.delinquency.cured.v1',
  stream: DELINQUENCY_STREAM,
  title: 'An episode is over, and by what.',
  data: Type.Object({
    episodeId: Name,
    by: Type.Union([
      Type.Literal('paid'),
      Type.Literal('rescheduled'),
      Type.Literal('written-off'),
      Type.Literal('corrected'),
    ]),
    asOf: DateText,
    startedOn: DateText,
    /** Days past due of the loan on the last day it was known to be overdue. */
    daysPastDueBefore: Type.Integer({ minimum: 0 }),
    policy: policyRef,
  }),
});
