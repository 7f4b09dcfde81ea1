import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../../define-event.js';
import { PARTIES_STREAM } from '../../streams.js';

/** All that the source had to say of people up to this day has been sent in this partition. */
export const ledgerPartiesHeartbeat = defineEvent({
  type: 'ledger.parties-heartbeat.v1',
  stream: PARTIES_STREAM,
  title: 'All that the source had to say of people up to this day has been sent in this partition.',
  data: Type.Object({
    source: Name,
    asOf: DateText,
    /** Of how many partitions each must say so. */
    partitions: Type.Integer({ minimum: 1, maximum: 1_024 }),
  }),
});
