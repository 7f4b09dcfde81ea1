import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';

/** A claim has passed to a buyer; the ledger has booked it. */
export const legalAssetSold = defineEvent({
  type: 'mora.legal.asset-sold.v1',
  stream: LEGAL_STREAM,
  title: 'A claim has passed to a buyer; the ledger has booked it.',
  data: Type.Object({
    packageId: Name,
    buyerId: Name,
    on: DateText,
    currency: CurrencyCode,
    claim: PositiveAmountText,
    price: PositiveAmountText,
    requestId: Name,
  }),
});
