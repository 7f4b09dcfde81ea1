import { Type } from '@sinclair/typebox';
import { policyRef } from '../delinquency-classification/judgement.js';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofClock } from './blocks.js';

/** When a claim runs out of time, and whether anything has changed it. */
export const legalLimitationSet = defineEvent({
  type: 'mora.legal.limitation-set.v1',
  stream: LEGAL_STREAM,
  title: 'When a claim runs out of time, and whether anything has changed it.',
  data: Type.Object({
    ...ofClock,
    jurisdiction: oneOf('CN', 'TW'),
    startsOn: DateText,
    /** Null while nothing runs. */
    expiresOn: orNull(DateText),
    /** The calendar of that year is not announced yet: the day may be a later one. */
    provisional: Type.Boolean(),
    state: oneOf('running', 'paused', 'kept', 'expired', 'off'),
    /** Which act has moved it last. */
    actId: orNull(Name),
    policy: policyRef,
  }),
});
