import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofClock } from './blocks.js';

/** A claim nears the day after which it cannot be enforced any more, or has passed it. */
export const legalLimitationAtRisk = defineEvent({
  type: 'mora.legal.limitation-at-risk.v1',
  stream: LEGAL_STREAM,
  title: 'A claim nears the day after which it cannot be enforced any more, or has passed it.',
  data: Type.Object({
    ...ofClock,
    expiresOn: DateText,
    provisional: Type.Boolean(),
    /** So many days or fewer are left; with nought it has run out. */
    level: Type.Integer({ minimum: 0 }),
    on: DateText,
    /** Whether the debtor is asked once more, so that it starts anew. */
    demandAsked: Type.Boolean(),
  }),
});
