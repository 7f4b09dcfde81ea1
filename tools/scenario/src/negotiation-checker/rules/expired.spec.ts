import type { LogRecord } from '../book.js';
import { LOG } from '../fixtures.js';
import { Trace } from '../trace.js';
import { expiresAsPriced } from './expired.js';

/** The offer was shown on 9 March. */
const SHOWN = LOG.filter(({ type }) => type === 'mora.negotiation.disclosed.v1');
const { loan } = LOG[0]!;
const paid = (businessDate: string, portions?: object): LogRecord => ({
  type: 'mora.loan.payment-posted.v1',
  loan,
  businessDate,
  data: {
    ...{ source: 'core', sequence: 9, bookedOn: businessDate, transactionId: 't-9' },
    ...{ amount: '100.00', currency: 'CNY', valueDate: businessDate, ...(portions && { portions }) },
  },
});
const expired: LogRecord = {
  type: 'mora.negotiation.offer-expired.v1',
  loan,
  businessDate: '2026-03-23',
  data: { roundId: 'round-1', episodeId: 'episode-1', offerId: 'offer-1', because: 'term-over' },
};
const penalty = { principal: '0.00', interest: '0.00', fee: '0.00', penalty: '100.00' };

it.each<[string, readonly LogRecord[], number]>([
  ['nothing was paid', [], 0],
  ['paid on the day on which it was shown', [paid('2026-03-09')], 0],
  ['paid the day after', [paid('2026-03-10')], 1],
  ['paid the day before it ran out', [paid('2026-03-22')], 1],
  ['paid on the day itself', [paid('2026-03-23')], 0],
  ['a penalty alone', [paid('2026-03-10', penalty)], 0],
  ['a cent of principal with it', [paid('2026-03-10', { ...penalty, principal: '0.01' })], 1],
])('an offer runs out: %s', (_what, money, findings) => {
  expect(expiresAsPriced(new Trace(loan, [...SHOWN, ...money, expired]))).toHaveLength(findings);
});
