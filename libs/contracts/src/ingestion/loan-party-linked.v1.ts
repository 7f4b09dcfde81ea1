import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** A person stands in a role to a loan; the person is an id, never a name. */
export const loanPartyLinked = defineEvent({
  type: 'mora.loan.party-linked.v1',
  stream: LOAN_STREAM,
  title: 'A person stands in a role to a loan; the person is an id, never a name.',
  data: Type.Object({
    ...provenance,
    partyId: Name,
    role: Type.Union([
      Type.Literal('borrower'),
      Type.Literal('co-borrower'),
      Type.Literal('guarantor'),
      Type.Literal('contact'),
    ]),
    from: DateText,
    until: Type.Optional(DateText),
  }),
});
