import { defineEvent } from '../../define-event.js';
import { party } from './party.js';
import { PARTIES_STREAM } from '../../streams.js';

/** What the bank knows of a party has changed: all that it knows now. */
export const ledgerPartyUpdated = defineEvent({
  type: 'ledger.party-updated.v1',
  stream: PARTIES_STREAM,
  title: 'What the bank knows of a party has changed: all that it knows now.',
  data: party,
});
