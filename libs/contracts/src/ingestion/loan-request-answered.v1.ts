import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { restructure } from '../negotiation/restructure.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** What the ledger decided on something that Mora asked of it. It moves no money. */
export const loanRequestAnswered = defineEvent({
  type: 'mora.loan.request-answered.v1',
  stream: LOAN_STREAM,
  title: 'What the ledger decided on something that Mora asked of it. It moves no money.',
  data: Type.Object({
    ...provenance,
    requestId: Name,
    outcome: Type.Union([Type.Literal('accepted'), Type.Literal('rejected')]),
    reason: Type.Optional(Name),
    /** What the ledger echoes of the ask, where a loan was restructured by it without a new schedule. */
    restructure: Type.Optional(restructure),
  }),
});
