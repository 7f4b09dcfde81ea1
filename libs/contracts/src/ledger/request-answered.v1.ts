import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { restructure } from '../negotiation/restructure.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** What the ledger decided on something that Mora asked of it. It moves no money. */
export const ledgerRequestAnswered = defineEvent({
  type: 'ledger.request-answered.v1',
  stream: LEDGER_STREAM,
  title: 'What the ledger decided on something that Mora asked of it. It moves no money.',
  data: Type.Object({
    ...booking,
    requestId: Name,
    outcome: Type.Union([Type.Literal('accepted'), Type.Literal('rejected')]),
    /** In one word of the ledger's. */
    reason: Type.Optional(Name),
    /** What the ask said of the restructuring, as it came: a settlement that is accepted has no schedule to say it. */
    restructure: Type.Optional(restructure),
  }),
});
