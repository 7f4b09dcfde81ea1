import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** A ledger that sends snapshots says how far behind a loan is. */
export const loanArrearsReported = defineEvent({
  type: 'mora.loan.arrears-reported.v1',
  stream: LOAN_STREAM,
  title: 'A ledger that sends snapshots says how far behind a loan is.',
  data: Type.Object({
    ...provenance,
    asOf: DateText,
    /** Null: nothing is overdue. */
    oldestUnpaidDueOn: Type.Union([DateText, Type.Null()]),
    monthsInArrears: Type.Optional(Type.Integer({ minimum: 0 })),
    currency: CurrencyCode,
    overdue: Type.Object({
      total: PositiveAmountText,
      principal: Type.Optional(PositiveAmountText),
      interest: Type.Optional(PositiveAmountText),
      fee: Type.Optional(PositiveAmountText),
      penalty: Type.Optional(PositiveAmountText),
    }),
    /** The ledger's own figures, for the drift check. */
    ledgerDaysPastDue: Type.Optional(Type.Integer({ minimum: 0 })),
    ledgerClass: Type.Optional(Name),
  }),
});
