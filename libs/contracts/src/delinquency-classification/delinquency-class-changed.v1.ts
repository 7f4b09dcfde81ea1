import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { overdueAmounts, policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** A loan moved from one regulatory class of a scheme to another. */
export const delinquencyClassChanged = defineEvent({
  type: 'mora.delinquency.class-changed.v1',
  stream: DELINQUENCY_STREAM,
  title: 'A loan moved from one regulatory class of a scheme to another.',
  data: Type.Object({
    episodeId: Name,
    scheme: Name,
    from: Name,
    to: Name,
    asOf: DateText,
    oldestUnpaidOn: Type.Union([DateText, Type.Null()]),
    daysPastDue: Type.Integer({ minimum: 0 }),
    overdue: overdueAmounts,
    policy: policyRef,
  }),
});
