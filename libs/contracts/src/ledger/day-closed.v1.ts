import { Type } from '@sinclair/typebox';
import { AmountText, CurrencyCode, DateText, defineEvent } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';

/**
 * The ledger has sent all that it booked from the day after its last close up to this day.
 * The totals add up, by currency, the amounts of payments, reversals and charges and the total overdue of snapshots.
 */
export const ledgerDayClosed = defineEvent({
  type: 'ledger.day-closed.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger has sent all that it booked from the day after its last close up to this day.',
  data: Type.Object({
    date: DateText,
    /** The first day that is closed by this record, where it is not the day after the last close: a load of history. */
    from: Type.Optional(DateText),
    count: Type.Integer({ minimum: 0, maximum: 999_999_999_999 }),
    totals: Type.Array(Type.Object({ currency: CurrencyCode, amount: AmountText }), { maxItems: 64 }),
    /** The partition of the ledger's topic that is closed, where the source closes each by itself. */
    partition: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_023 })),
  }),
});
