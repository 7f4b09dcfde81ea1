import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { overdueAmounts, policyRef } from './judgement.js';
import { DELINQUENCY_STREAM } from '../streams.js';

/** A loan that was current is overdue: an episode begins. */
export const delinquencyStarted = defineEvent({
  type: 'mora.delinquency.started.v1',
  stream: DELINQUENCY_STREAM,
  title: 'A loan that was current is overdue: an episode begins.',
  data: Type.Object({
    episodeId: Name,
    /** The first episode of this loan that Mora knows of. */
    first: Type.Boolean(),
    /** The loan came over already overdue; nobody is dunned for the past. */
    cutOver: Type.Boolean(),
    asOf: DateText,
    /** The first day on which it was late without a break since: of a loan that came over late it may lie years back. */
    startedOn: Type.Optional(DateText),
    oldestUnpaidOn: DateText,
    daysPastDue: Type.Integer({ minimum: 0 }),
    overdue: overdueAmounts,
    policy: policyRef,
  }),
});
