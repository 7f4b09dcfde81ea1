import type { LogRecord } from '../checker/log.js';
import { Money } from './money.js';
import type { Stage } from './stage.js';

const said = (type: string, data: object): LogRecord => ({
  type: `mora.${type}.v1`,
  loan: 'demo:L-1',
  businessDate: '2025-06-01',
  time: 0,
  data,
});
const paid = (transactionId: string, amount = '10.00'): LogRecord =>
  said('loan.payment-posted', { transactionId, amount, currency: 'CNY' });
const linesAfter = (stage: Stage, ...records: readonly LogRecord[]): readonly string[] => {
  const money = new Money();
  for (const record of records) money.hear(record, () => stage);
  return money.lines().map((line) => line.trim().replace(/ {2,}/, ' '));
};

it.each<[string, Stage, string, readonly LogRecord[]]>([
  ['a plan', 'on-plan', 'by plan 10.00 CNY', [paid('t-1')]],
  ['a case', 'in-court', 'in a legal case 10.00 CNY', [paid('t-1')]],
  ['a court', 'enforcing', 'by court 10.00 CNY', [paid('court-x-1')]],
  [
    'a settlement',
    'judged',
    'by settlement 10.00 CNY',
    [said('legal.settlement-recorded', { settlementId: 's-1' }), paid('t-1')],
  ],
  [
    'a case whose settlement was not kept',
    'judged',
    'in a legal case 10.00 CNY',
    [said('legal.settlement-recorded', {}), said('legal.settlement-defaulted', {}), paid('t-1')],
  ],
  ['a write-off', 'written-off', 'behind a write-off 10.00 CNY', [paid('t-1')]],
  [
    'a sale, told twice',
    'sold',
    'by sale 7.00 CNY',
    Array<LogRecord>(2).fill(said('legal.asset-sold', { requestId: 'r-1', price: '7.00', currency: 'CNY' })),
  ],
])('counts money of %s as such', (_what, stage, line, records) => {
  expect(linesAfter(stage, ...records)).toEqual([line]);
});

it('takes off what goes back', () => {
  const back = said('loan.payment-reversed', { originalTransactionId: 't-1' });
  expect(linesAfter('current', paid('t-1'), back)).toEqual([]);
});
