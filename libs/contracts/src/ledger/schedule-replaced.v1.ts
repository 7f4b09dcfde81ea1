import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, PositiveAmountText } from '../define-event.js';
import { requestEcho, yearlyRate } from '../negotiation/restructure.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** The whole schedule of a loan as the ledger holds it now; it replaces the one before. */
export const ledgerScheduleReplaced = defineEvent({
  type: 'ledger.schedule-replaced.v1',
  stream: LEDGER_STREAM,
  title: 'The whole schedule of a loan as the ledger holds it now; it replaces the one before.',
  data: Type.Object({
    ...booking,
    version: Type.Integer({ minimum: 0 }),
    currency: CurrencyCode,
    reason: Type.Optional(
      Type.Union([Type.Literal('contract'), Type.Literal('rescheduled'), Type.Literal('corrected')]),
    ),
    /** The ask of Mora that it books, with what that said. */
    request: Type.Optional(requestEcho),
    /** The contract's rate for a year, as a fraction of one: `0.1080`. */
    yearlyRate: Type.Optional(yearlyRate),
    instalments: Type.Array(
      Type.Object({
        number: Type.Integer({ minimum: 0 }),
        dueOn: DateText,
        principal: PositiveAmountText,
        interest: PositiveAmountText,
        fee: Type.Optional(PositiveAmountText),
        penalty: Type.Optional(PositiveAmountText),
      }),
      { minItems: 1, maxItems: 1200 },
    ),
  }),
});
