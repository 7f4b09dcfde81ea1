import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../../define-event.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';

/** An ask is no longer wanted: it must not be booked any more. */
export const ledgerRequestWithdrawn = defineEvent({
  type: 'mora.ledger-request.withdrawn.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'An ask is no longer wanted: it must not be booked any more.',
  data: Type.Object({
    requestId: Name,
    because: Name,
  }),
});
