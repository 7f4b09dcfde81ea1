import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/**
 * Money has come in by enforcement, by collateral or after a write-off, and what it was used for. The same recovery again
 * is as it is said last: money that was told of later may have come earlier.
 */
export const legalRecovered = defineEvent({
  type: 'mora.legal.recovered.v1',
  stream: LEGAL_STREAM,
  title:
    'Money has come in by enforcement, by collateral or after a write-off, and what it was used for; of one recovery the last counts.',
  data: Type.Object({
    ...ofCase,
    enforcementId: orNull(Name),
    recoveryId: Name,
    on: DateText,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    judgment: PositiveAmountText,
    costs: PositiveAmountText,
    doubled: PositiveAmountText,
    /** What has to go back. */
    surplus: PositiveAmountText,
    afterWriteOff: Type.Boolean(),
  }),
});
