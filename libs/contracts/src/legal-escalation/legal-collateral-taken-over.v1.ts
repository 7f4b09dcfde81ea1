import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { CollateralKind } from './blocks.js';

/** The bank has taken collateral over in place of money, and has to sell it. */
export const legalCollateralTakenOver = defineEvent({
  type: 'mora.legal.collateral-taken-over.v1',
  stream: LEGAL_STREAM,
  title: 'The bank has taken collateral over in place of money, and has to sell it.',
  data: Type.Object({
    caseId: orNull(Name),
    collateralId: Name,
    kind: CollateralKind,
    on: DateText,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    /** Null where nobody has entered a term of that law. */
    disposeBy: orNull(DateText),
  }),
});
