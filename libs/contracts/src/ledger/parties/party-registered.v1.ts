import { defineEvent } from '../../define-event.js';
import { party } from './party.js';
import { PARTIES_STREAM } from '../../streams.js';

/** The bank has come to know a party: all that it knows. */
export const ledgerPartyRegistered = defineEvent({
  type: 'ledger.party-registered.v1',
  stream: PARTIES_STREAM,
  title: 'The bank has come to know a party: all that it knows.',
  data: party,
});
