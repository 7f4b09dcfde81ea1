import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** A person stands in a role to a loan. The person is an id, never a name. */
export const ledgerPartyLinked = defineEvent({
  type: 'ledger.party-linked.v1',
  stream: LEDGER_STREAM,
  title: 'A person stands in a role to a loan. The person is an id, never a name.',
  data: Type.Object({
    ...booking,
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
