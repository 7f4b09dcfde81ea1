import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** A loan is known to Mora from now on. */
export const loanRegistered = defineEvent({
  type: 'mora.loan.registered.v1',
  stream: LOAN_STREAM,
  title: 'A loan is known to Mora from now on.',
  data: Type.Object({
    ...provenance,
    product: Name,
    currency: CurrencyCode,
    externalId: Type.Optional(Name),
    disbursedOn: Type.Optional(DateText),
    principal: Type.Optional(PositiveAmountText),
    /** How the loan stood where it was already overdue when Mora took it over. */
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
