import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { readLedgerRecord } from '@mora/contracts';
import { loadProfile, type Profile } from './profile.js';
import { type Mapped, readRecords, type RejectedRow } from './read-records.js';
import { Tally } from './tally.js';

const service = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sample = join(service, 'test/files/status-history.sample.csv');
const data = process.env['MORA_DATA'] ?? join(service, '../../../shared/data');
let profile: Profile;

beforeAll(async () => {
  profile = await loadProfile(join(service, 'profiles/status-history.yaml'));
});

async function read(stream: Readable): Promise<{ mapped: Mapped[]; rejected: RejectedRow[] }> {
  const mapped: Mapped[] = [];
  const rejected: RejectedRow[] = [];
  for await (const row of readRecords(stream, profile)) (row.kind === 'mapped' ? mapped : rejected).push(row as never);
  return { mapped, rejected };
}

const snapshots = ({ records }: Mapped): string[] =>
  records
    .filter(({ type }) => type === 'ledger.arrears-snapshot.v1')
    .map(
      ({ businessdate, data: d }) =>
        `${businessdate} ${d['monthsInArrears']} ${(d['overdue'] as { total: string }).total}`,
    );

it('one row is a registration and six snapshots, the oldest month first', async () => {
  const { mapped } = await read(createReadStream(sample));
  const [first, third] = mapped as [Mapped, Mapped];
  expect(first.records[0]).toMatchObject({
    type: 'ledger.loan-registered.v1',
    subject: 'card-1',
    businessdate: '2005-04-30',
    data: { product: 'credit-card', currency: 'TWD', principal: '100000' },
  });
  expect(snapshots(first)).toEqual([
    '2005-04-30 0 0',
    '2005-05-31 0 0',
    '2005-06-30 0 0',
    '2005-07-31 0 0',
    '2005-08-31 1 1200',
    '2005-09-30 2 1500',
  ]);
  expect(snapshots(third)).toEqual([
    '2005-04-30 1 800',
    '2005-05-31 2 100000',
    '2005-06-30 3 0',
    '2005-07-31 0 0',
    '2005-08-31 0 0',
    '2005-09-30 0 0',
  ]);
});

it('a bad row is rejected by line, column and reason, with its bytes, and the good ones are read', async () => {
  const { mapped, rejected } = await read(createReadStream(sample));
  expect(mapped.map(({ line }) => line)).toEqual([2, 4]);
  expect(rejected.map(({ line, column, reason, message }) => ({ line, column, reason, message }))).toEqual([
    { line: 3, column: 'AGE', reason: 'not-a-number', message: 'AGE is not a whole number' },
    { line: 5, column: 'PAY_4', reason: 'not-a-number', message: 'PAY_4 is not a whole number' },
    { line: 6, column: '', reason: 'columns', message: 'the row has 5 columns, the header 25' },
    { line: 7, column: 'PAY_0', reason: 'out-of-range', message: 'PAY_0 is not in 1 to 9' },
  ]);
  expect(rejected[2]?.bytes.toString()).toBe('5,70000,1,1,2');
});

it('every record keeps the intake contract, and a second reading gives the same ids', async () => {
  const { mapped } = await read(createReadStream(sample));
  const again = await read(createReadStream(sample));
  const records = mapped.flatMap((row) => row.records);
  expect(records.map((record) => readLedgerRecord(record).kind).length).toBe(14);
  expect(again.mapped).toEqual(mapped);
  expect(new Set(records.map(({ id }) => id)).size).toBe(14);
});

it('a month is closed with its count and control total, from the day after the month before', async () => {
  const { mapped } = await read(createReadStream(sample));
  const tally = new Tally(profile.source);
  for (const record of mapped.flatMap((row) => row.records)) tally.add(record);
  expect(
    tally
      .closes()
      .slice(0, 2)
      .map(({ data: d }) => d),
  ).toEqual([
    { date: '2005-04-30', from: '2005-04-30', count: 4, totals: [{ currency: 'TWD', amount: '800.00' }] },
    { date: '2005-05-31', from: '2005-05-01', count: 2, totals: [{ currency: 'TWD', amount: '100000.00' }] },
  ]);
});

it('a file without a column that the profile reads is refused as a whole', async () => {
  await expect(read(Readable.from(['ID,AGE\n1,2\n']))).rejects.toThrow('the file has no column LIMIT_BAL, PAY_6');
});

const real = join(data, 'uci/UCI_Credit_Card.csv');
const present = existsSync(real);
const whenPresent = present ? it : it.skip;
whenPresent(
  `the real file of 30,000 accounts is read without a rejected row${present ? '' : ' (skipped: MORA_DATA has no uci/)'}`,
  async () => {
    const months = new Map<string, number>();
    let rows = 0;
    for await (const row of readRecords(createReadStream(real), profile)) {
      if (row.kind === 'rejected') throw new Error(`line ${row.line}: ${row.message}`);
      rows += 1;
      for (const { businessdate, data } of row.records) {
        if (Number(data['monthsInArrears']) > 0) months.set(businessdate, (months.get(businessdate) ?? 0) + 1);
      }
    }
    expect(rows).toBe(30_000);
    expect([...months].sort()).toEqual([
      ['2005-04-30', 3079],
      ['2005-05-31', 2968],
      ['2005-06-30', 3510],
      ['2005-07-31', 4213],
      ['2005-08-31', 4438],
      ['2005-09-30', 6818],
    ]);
  },
  180_000,
);

whenPresent(
  `the dirty copy has two rows whose age is no number${present ? '' : ' (skipped: MORA_DATA has no uci/)'}`,
  async () => {
    const { mapped, rejected } = await read(createReadStream(join(data, 'uci/UCI_Credit_Card.dirty.csv')));
    expect(rejected.map(({ line, column }) => `${line} ${column}`)).toEqual(['4 AGE', '5 AGE']);
    expect(mapped).toHaveLength(29_998);
  },
  180_000,
);
