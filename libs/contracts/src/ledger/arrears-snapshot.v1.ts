import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { OverdueAmounts } from './amounts.js';
import { booking } from './booking.js';

/** How far behind a loan is at the end of a day, from a ledger that does not send schedules and payments. */
export const ledgerArrearsSnapshot = defineEvent({
  type: 'ledger.arrears-snapshot.v1',
  stream: LEDGER_STREAM,
  title: 'How far behind a loan is at the end of a day, from a ledger that does not send schedules and payments.',
  data: Type.Object({
    ...booking,
    asOf: DateText,
    /** One of the two says how old the debt is. A null date, or nought months: nothing is overdue. */
    oldestUnpaidDueOn: Type.Optional(Type.Union([DateText, Type.Null()])),
    monthsInArrears: Type.Optional(Type.Integer({ minimum: 0, maximum: 1200 })),
    currency: CurrencyCode,
    overdue: OverdueAmounts,
    /** The ledger's own figures, for the drift check. */
    ledgerDaysPastDue: Type.Optional(Type.Integer({ minimum: 0 })),
    ledgerClass: Type.Optional(Name),
  }),
});
