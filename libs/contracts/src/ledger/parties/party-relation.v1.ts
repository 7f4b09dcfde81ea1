import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../../define-event.js';
import { oneOf } from '../../outreach/blocks.js';
import { PARTIES_STREAM } from '../../streams.js';

/** A party stands beside another one of a loan. */
export const ledgerPartyRelation = defineEvent({
  type: 'ledger.party-relation.v1',
  stream: PARTIES_STREAM,
  title: 'A party stands beside another one of a loan.',
  data: Type.Object({
    /** The ledger's own id of the loan. */
    loan: Name,
    otherPartyId: Name,
    role: oneOf('guarantor', 'contact', 'spouse-shared-debt', 'attorney', 'executor'),
    from: DateText,
    until: Type.Optional(DateText),
  }),
});
