import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../../define-event.js';
import { amountsOf } from '../../negotiation/blocks.js';
import { LEDGER_REQUESTS_STREAM } from '../../streams.js';

/** Legal escalation asks the ledger to write a claim off. */
export const ledgerRequestWriteOff = defineEvent({
  type: 'mora.ledger-request.write-off.v1',
  stream: LEDGER_REQUESTS_STREAM,
  title: 'Legal escalation asks the ledger to write a claim off.',
  data: Type.Object({
    requestId: Name,
    proposalId: Name,
    currency: CurrencyCode,
    amount: PositiveAmountText,
    portions: amountsOf,
    answerBy: DateText,
    reason: Name,
  }),
});
