import { Type } from '@sinclair/typebox';
import { defineEvent } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { Flag, listOf, LoanIdText, namedOf, oneOf, who } from '../blocks.js';

/** What a person lane must know of a loan, one part of it. */
export const outreachLoanFacts = defineEvent({
  type: 'mora.outreach.loan-facts.v1',
  stream: OUTREACH_WANTED_STREAM,
  title: 'What a person lane must know of a loan, one part of it.',
  data: Type.Object({
    loanId: LoanIdText,
    ...who,
    slice: oneOf('ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'),
    /** Counted by slice; the greatest is the truth. */
    version: Type.Integer({ minimum: 1 }),
    flags: listOf(Flag, 20),
    facts: namedOf(Type.Union([Type.String({ maxLength: 500 }), Type.Boolean(), Type.Null()]), 60),
  }),
});
