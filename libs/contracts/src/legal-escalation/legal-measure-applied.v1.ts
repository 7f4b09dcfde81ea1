import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { AssetKind, MeasureKind, ofCase } from './blocks.js';

/** The bank has asked for a measure of enforcement. */
export const legalMeasureApplied = defineEvent({
  type: 'mora.legal.measure-applied.v1',
  stream: LEGAL_STREAM,
  title: 'The bank has asked for a measure of enforcement.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    measureId: Name,
    kind: MeasureKind,
    /** Null, as is what it is worth, where it binds the debtor in person. */
    asset: orNull(AssetKind),
    currency: orNull(CurrencyCode),
    value: orNull(PositiveAmountText),
  }),
});
