import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { yearlyRate } from '../negotiation/restructure.js';
import { listOf, oneOf, orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase, Title } from './blocks.js';

/** A court has decided, or the parties have agreed before it. */
export const legalJudgmentEntered = defineEvent({
  type: 'mora.legal.judgment-entered.v1',
  stream: LEGAL_STREAM,
  title: 'A court has decided, or the parties have agreed before it.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    judgmentId: Name,
    title: Title,
    on: DateText,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    /** The interest that the judgment itself grants as a sum. */
    general: PositiveAmountText,
    /** What it lets run beside that until it is paid; not there where nothing does. */
    interest: Type.Optional(
      Type.Object({
        rate: yearlyRate,
        dayCount: oneOf('ACT_360', 'ACT_365F'),
        /** What of the judgment bears it; all else of it is paid first. */
        principal: PositiveAmountText,
        /** The first day that counts; that of the payment does not. */
        from: DateText,
      }),
    ),
    costs: PositiveAmountText,
    parts: listOf(Type.Object({ amount: PositiveAmountText, performBy: DateText }), 200),
    /** Null while it is not served, and where nobody can appeal. */
    appealUntil: orNull(DateText),
  }),
});
