import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** The ledger has a loan that Mora is to watch. */
export const ledgerLoanRegistered = defineEvent({
  type: 'ledger.loan-registered.v1',
  stream: LEDGER_STREAM,
  title: 'The ledger has a loan that Mora is to watch.',
  data: Type.Object({
    ...booking,
    product: Name,
    currency: CurrencyCode,
    disbursedOn: Type.Optional(DateText),
    principal: Type.Optional(PositiveAmountText),
    /** Where the loan is overdue already when Mora takes it over: how it stood on that day. */
    history: Type.Optional(
      Type.Object({
        asOf: DateText,
        firstOverdueOn: Type.Optional(DateText),
        episodes: Type.Integer({ minimum: 0 }),
        class: Type.Optional(Name),
      }),
    ),
  }),
});
