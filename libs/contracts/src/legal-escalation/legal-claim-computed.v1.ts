import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { Sha256 } from '../negotiation/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** What is claimed as of a day, to the cent. */
export const legalClaimComputed = defineEvent({
  type: 'mora.legal.claim-computed.v1',
  stream: LEGAL_STREAM,
  title: 'What is claimed as of a day, to the cent.',
  data: Type.Object({
    ...ofCase,
    sheetId: Name,
    asOf: DateText,
    currency: CurrencyCode,
    principal: PositiveAmountText,
    interest: PositiveAmountText,
    fee: PositiveAmountText,
    penalty: PositiveAmountText,
    /** What Mora has computed itself, as the ledger does not book it. */
    computedPenalty: PositiveAmountText,
    computedCompound: PositiveAmountText,
    /** Cut, as the law caps the price. */
    waivedByCap: PositiveAmountText,
    costs: PositiveAmountText,
    total: PositiveAmountText,
    sha256: Sha256,
  }),
});
