import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../../define-event.js';
import { PARTIES_STREAM } from '../../streams.js';

/** The bank has erased a party, or was asked to. */
export const ledgerPartyErased = defineEvent({
  type: 'ledger.party-erased.v1',
  stream: PARTIES_STREAM,
  title: 'The bank has erased a party, or was asked to.',
  data: Type.Object({ requestedOn: DateText, because: Name }),
});
