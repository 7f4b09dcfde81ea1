import type { BrokerRecord } from '@mora/runtime';
import { paid, registered, scheduled } from '../handlers/records.js';
import { loadPolicies } from '../policies.js';
import { classify, type NumberedLine } from './classify.js';

const line = ({ headers, value }: BrokerRecord): string =>
  JSON.stringify({
    specversion: '1.0',
    id: headers['ce_id'],
    type: headers['ce_type'],
    subject: headers['ce_subject'],
    businessdate: headers['ce_businessdate'],
    data: JSON.parse(String(value)),
  });
const mark = (date: string): string =>
  JSON.stringify({ specversion: '1.0', id: date, type: 'mora.day.closed.v1', data: { date, calendar: 'CN' } });

async function run(...lines: readonly (string | NumberedLine)[]) {
  const said: Record<string, unknown>[] = [];
  const input = (async function* () {
    yield* lines;
  })();
  const result = await classify(input, loadPolicies(), (text) => void said.push(JSON.parse(text)));
  return { said, result };
}

const loan = (id: string): string[] => [
  line(registered(id, '2026-03-07')),
  line(scheduled(id, '2026-03-07', ['2026-03-08', '2026-04-08'])),
];

it('says after each day close how every loan stands', async () => {
  const { said, result } = await run(
    ...loan('L-1'),
    ...loan('L-2'),
    line(paid('L-2', '2026-03-07', 't', '1000.00')),
    mark('2026-03-08'),
    mark('2026-03-09'),
  );
  expect(said.map((s) => `${s['asOf']} ${s['loanId']} ${s['daysPastDue']}`)).toEqual([
    '2026-03-08 bank:L-1 0',
    '2026-03-08 bank:L-2 0',
    '2026-03-09 bank:L-1 1',
    '2026-03-09 bank:L-2 0',
  ]);
  expect(said[2]).toEqual({
    loanId: 'bank:L-1',
    asOf: '2026-03-09',
    status: 'active',
    oldestUnpaidOn: '2026-03-08',
    daysPastDue: 1,
    delinquentDays: 1,
    overdue: {
      currency: 'CNY',
      total: '1000.00',
      principal: '1000.00',
      interest: '0.00',
      fee: '0.00',
      penalty: '0.00',
    },
    buckets: { 'm-table': { step: 'M1', rule: 'M1: 1-30 days', policy: 'm-table@1' } },
    classes: {
      'prc-five-tier': { step: 'special-mention', rule: 'special-mention: 1-90 days', policy: 'prc-five-tier@1' },
    },
    episode: { id: 'bank:L-1:2026-03-09:1', startedOn: '2026-03-09', first: true, cutOver: false },
    nextTransitionOn: '2026-04-08',
    productRules: 'default-product@1',
  });
  expect(result).toEqual({ events: 5, days: 3, loans: 2, held: 0 });
});

it('a mark closes all days since the one before', async () => {
  const { said } = await run(...loan('L-1'), mark('2026-03-31'));
  expect(said).toMatchObject([{ asOf: '2026-03-31', daysPastDue: 23, episode: { startedOn: '2026-03-09' } }]);
});

it('what ingestion says of loans that it holds is passed over, and lines may be numbered by whoever reads them', async () => {
  const heard = (type: string) =>
    JSON.stringify({ type, subject: 'bank:L-1', businessdate: '2026-03-07', data: { reason: 'sequence-gap' } });
  const about = ['mora.loan.subject-held.v1', 'mora.loan.subject-released.v1'].map(heard);
  const { result } = await run(...loan('L-1'), ...about, { line: 40, text: mark('2026-03-09') });
  expect(result).toMatchObject({ loans: 1, held: 0 });
  await expect(run({ line: 40, text: '{' }, '{')).rejects.toThrow('line 40: not a JSON object');
  await expect(run({ line: 40, text: '' }, '{')).rejects.toThrow('line 41: not a JSON object');
});

it('a record that is refused holds its loan, and no other', async () => {
  const euro = line(paid('L-1', '2026-03-07', 't', '1.00', { currency: 'EUR' }));
  const { said, result } = await run(...loan('L-1'), ...loan('L-2'), euro, mark('2026-03-09'));
  expect(said).toMatchObject([
    { line: 5, loanId: 'bank:L-1', held: 'currency-differs' },
    { loanId: 'bank:L-1', held: 'currency-differs' },
    { loanId: 'bank:L-2', daysPastDue: 1 },
  ]);
  expect(result.held).toBe(1);
});

it.each([
  ['{"type":', 'line 1: not a JSON object'],
  ['{"type":"mora.loan.paused.v1"}', 'line 1: subject is missing'],
  ['{"type":"x","subject":"bank:1","businessdate":"2026-03-01"}', 'line 1: the type is none of the loan stream'],
  ['{"type":"mora.loan.paused.v1","subject":"bank:1","businessdate":"2026-02-30"}', 'line 1: businessdate is no date'],
  [
    '{"type":"mora.loan.paused.v1","subject":"bank:1","businessdate":"2026-03-01","data":{}}',
    'line 1: mora.loan.paused.v1: / must have',
  ],
])('%s is no event', async (text, message) => {
  await expect(run(text)).rejects.toThrow(message);
});
