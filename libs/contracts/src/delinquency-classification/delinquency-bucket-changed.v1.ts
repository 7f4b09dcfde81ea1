import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { overdueAmounts, policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** A loan moved from one bucket of a bucket table to another, in either direction. */
export const delinquencyBucketChanged = defineEvent({
  type: 'mora.delinquency.bucket-changed.v1',
  stream: DELINQUENCY_STREAM,
  title: 'A loan moved from one bucket of a bucket table to another, in either direction.',
  data: Type.Object({
    episodeId: Name,
    table: Name,
    from: Name,
    to: Name,
    asOf: DateText,
    oldestUnpaidOn: Type.Union([DateText, Type.Null()]),
    daysPastDue: Type.Integer({ minimum: 0 }),
    overdue: overdueAmounts,
    policy: policyRef,
  }),
});
