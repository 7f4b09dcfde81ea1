import {
  ledgerRequestTransfer,
  legalAssetSold,
  legalCaseEvaluated,
  legalJudgmentFinal,
  legalStrategyApproved,
  loanStatusChanged,
} from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { amountOf, Ledger } from './ledger.js';
import { gateAt, notHeld } from './rules-gate.js';
import { type Say, sayer, unless } from './say.js';
import { dayBefore } from './titles.js';

/** Nothing is sold whose gate does not stand on that day, that two people have not agreed to sell, or beside a hold. */
export function soldInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('sold', trace);
  const asks = trace.all(ledgerRequestTransfer);
  const asked = asks.flatMap(({ place, businessDate: on, data: { requestId } }) => [
    ...(isWrittenOff(trace, place) ? [] : [...mayBeSold(trace, place, requestId, say)]),
    ...notHeld(trace, place, on, (hold) => say(requestId, `sold beside a hold: ${hold}`)),
  ]);
  const sold = trace.all(legalAssetSold).flatMap(({ place, data }) => {
    const { requestId, buyerId, claim, price, currency } = data;
    const ask = asks.find((one) => one.place < place && one.data.requestId === requestId);
    if (ask === undefined) return [say(requestId, 'sold, and the ledger was not asked')];
    const isSame = ask.data.price === price && ask.data.buyerId === buyerId;
    const asOf = dayBefore(ask.businessDate);
    const own = amountOf(new Ledger(trace, ask.place, asOf).total);
    return [
      ...unless(isSame, () => say(requestId, `sold to ${buyerId} for ${price}, asked for ${ask.data.price}`)),
      ...unless(minorUnits(claim, currency) === own, () => say(requestId, `${claim} is sold where ${own} was owed`)),
      ...unless(statusAt(trace, place) === 'transferred', () => say(requestId, 'the ledger has not booked it')),
    ];
  });
  return [...asked, ...sold];
}

const statusAt = (trace: Trace, place: number): string | undefined =>
  trace.before(loanStatusChanged, place).at(-1)?.data.status;
const isWrittenOff = (trace: Trace, place: number): boolean => statusAt(trace, place) === 'written-off';

/** What a court has decided needs no gate any more. */
function mayBeSold(trace: Trace, place: number, about: string, say: Say): readonly Finding[] {
  const isJudged = trace.before(legalJudgmentFinal, place).length > 0;
  const opinion = trace.before(legalCaseEvaluated, place).at(-1)?.data;
  const agreed = trace.before(legalStrategyApproved, place).at(-1)?.data;
  const isAgreed = agreed?.strategy === 'sale' && agreed.evaluationId === opinion?.evaluationId;
  return [
    ...unless(isJudged || gateAt(trace, place) !== null, () => say(about, 'sold before its gate')),
    ...unless(isAgreed, () => say(about, 'nobody has agreed to sell it')),
    ...unless(!isAgreed || agreed.approver !== opinion?.by, () => say(about, 'one person alone')),
  ];
}
