import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../../define-event.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';

/** Legal escalation asks the ledger to book that a claim has passed to a buyer. */
export const ledgerRequestTransfer = defineEvent({
  type: 'mora.ledger-request.transfer.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'Legal escalation asks the ledger to book that a claim has passed to a buyer.',
  data: Type.Object({
    requestId: Name,
    packageId: Name,
    buyerId: Name,
    currency: CurrencyCode,
    price: PositiveAmountText,
    effectiveOn: DateText,
    answerBy: DateText,
  }),
});
