import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { CollateralKind } from './blocks.js';

/** Collateral has been sold. */
export const legalCollateralRealised = defineEvent({
  type: 'mora.legal.collateral-realised.v1',
  stream: LEGAL_STREAM,
  title: 'Collateral has been sold.',
  data: Type.Object({
    caseId: orNull(Name),
    collateralId: Name,
    kind: CollateralKind,
    on: DateText,
    currency: CurrencyCode,
    amount: PositiveAmountText,
  }),
});
