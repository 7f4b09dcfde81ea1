import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../../define-event.js';
import { listOf, orNull } from '../../outreach/blocks.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';
import { amountsOf, askedRows, KindName } from '../blocks.js';
import { restructure, yearlyRate } from '../restructure.js';

/** Negotiation asks the ledger to book this schedule; the ledger decides. */
export const ledgerRequestReschedule = defineEvent({
  type: 'mora.ledger-request.reschedule.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'Negotiation asks the ledger to book this schedule; the ledger decides.',
  data: Type.Object({
    requestId: Name,
    planId: Name,
    kinds: listOf(KindName, 4),
    currency: CurrencyCode,
    effectiveFrom: DateText,
    /** After this day the ask is withdrawn. */
    answerBy: DateText,
    /** The version of the schedule that was seen; null where the ledger numbers none. */
    replaces: orNull(Type.Object({ version: Type.Integer({ minimum: 0 }) })),
    /** The rows to come: what was paid before stays the ledger’s. */
    instalments: askedRows,
    yearlyRate: orNull(yearlyRate),
    waive: amountsOf,
    /** So much of what is overdue becomes principal. */
    capitalise: PositiveAmountText,
    restructure,
  }),
});
