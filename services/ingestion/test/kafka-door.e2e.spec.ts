import { fileURLToPath } from 'node:url';
import { LEDGER_STREAM } from '@mora/contracts';
import { type BrokerProducer, embeddedBroker } from '@mora/runtime';
import { closed, paid, registered, until, useIngestion } from './ingestion-under-test.js';

const ingestion = useIngestion({
  SOURCES_FILE: fileURLToPath(new URL('kafka-door.sources.yaml', import.meta.url)),
});
const { db } = ingestion;
const DAY = '2026-03-09';
let producer: BrokerProducer;

beforeAll(async () => {
  producer = embeddedBroker({ pool: db.pool }).producer();
  await producer.connect();
});
afterAll(() => producer?.close());

type Outgoing = Readonly<{ partition?: number; key?: string | null; headers?: Record<string, string>; value: unknown }>;

const send = (...records: readonly Outgoing[]) =>
  producer.send([
    {
      topic: LEDGER_STREAM,
      records: records.map(({ partition = 0, key = null, headers = {}, value }) => ({
        partition,
        key,
        headers,
        value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
      })),
    },
  ]);

const openDay = async () => ((await ingestion.get('/v1/days')).body as { openDay: string | null }).openDay;

it('the first record opens the first day, and is taken', async () => {
  await send({ value: registered('K-1', DAY) });
  expect(await ingestion.published('K-1', 1, 'source', 'bookedOn')).toEqual(['registered core 2026-03-09']);
  expect(await openDay()).toBe(DAY);
});

it('binary and structured records are taken alike', async () => {
  const { data, ...attributes } = paid('K-1', 2, DAY, '2.00');
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]));
  await send({ headers, value: data }, { value: paid('K-1', 3, DAY, '3.00') });
  expect(await ingestion.published('K-1', 3, 'sequence', 'amount')).toEqual([
    'registered 1',
    'payment-posted 2 2.00',
    'payment-posted 3 3.00',
  ]);
});

it('a broken record holds its loan, and no other', async () => {
  await send(
    { value: registered('K-2', DAY) },
    { value: { ...paid('K-2', 2, DAY, '2.00'), data: { amount: 2 } } },
    { value: paid('K-2', 3, DAY, '3.00') },
    { value: registered('K-3', DAY) },
  );
  expect(await ingestion.published('K-3', 1)).toEqual(['registered']);
  expect(await ingestion.published('K-2', 2, 'reason')).toEqual(['registered', 'subject-held contract']);
  expect(await db.lines(`select subject, count(*) from parked_record group by 1`)).toEqual(['bank-a:K-2 2']);
});

it.each([
  ['with a key that names the loan holds the loan', 'loan/K-3', 'held_subject where subject = $1', 'bank-a:K-3'],
  [
    'with a key that names nobody is set aside',
    'client/7',
    'dead_letter where convert_from(key, $$UTF8$$) = $1',
    'client/7',
  ],
])('a record that is no JSON, %s', async (_rule, key, where, value) => {
  await send({ key, value: '{ broken' });
  const lines = () => db.lines(`select reason from ${where}`, [value]);
  expect(await until(lines, (found) => found.length > 0)).toEqual(['not-json']);
});

it('a record without a key that is no JSON is set aside with its bytes', async () => {
  await send({ value: 'no JSON and no key' });
  const lines = () => db.lines(`select convert_from(value, 'UTF8') from dead_letter where key is null`);
  expect(await until(lines, (found) => found.length > 0)).toEqual(['no JSON and no key']);
});

it('what the rules refuse holds its loan', async () => {
  await send({ value: paid('K-4', 1, DAY, '1.00') });
  expect(await ingestion.published('K-4', 1, 'reason')).toEqual(['subject-held loan-unknown']);
});

it('a gap that lasts longer than was agreed is told, and the loan goes on waiting', async () => {
  await send({ value: registered('K-5', DAY) }, { value: paid('K-5', 3, DAY, '3.00') });
  expect(await ingestion.published('K-5', 3, 'reason')).toEqual([
    'registered',
    'subject-held sequence-gap',
    'subject-held sequence-gap-expired',
  ]);
  await send({ value: paid('K-5', 2, DAY, '2.00') });
  expect((await ingestion.published('K-5', 6, 'reason')).slice(3)).toEqual([
    'payment-posted',
    'payment-posted',
    'subject-released sequence-gap-expired',
  ]);
});

it('what a record says it belongs to is said of it too when it had to wait behind a held loan', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await send(
    { value: registered('K-6', DAY) },
    { value: { ...paid('K-6', 2, DAY, '2.00'), id: 'K-6:broken', data: {} } },
    { value: { ...paid('K-6', 2, DAY, '2.00'), correlationid: 'transfer-7', traceparent } },
  );
  await until(
    () => db.lines(`select event_id from parked_record where subject = 'bank-a:K-6'`),
    (lines) => lines.length === 2,
  );
  const discard = { loan: 'bank-a:K-6', because: 'sent again by the ledger' };
  expect(
    (await ingestion.command('/v1/operations/parked/discard', discard, { key: 'discard-k-6' })).body,
  ).toMatchObject([{ outcome: 'released' }]);
  expect(await ingestion.published('K-6', 4)).toContain('payment-posted');
  const headers = await db.lines(
    `select headers ->> 'ce_correlationid', headers ->> 'traceparent' from bus.record
     where key = convert_to('bank-a:K-6', 'UTF8') and headers ->> 'ce_type' = 'mora.loan.payment-posted.v1'`,
  );
  expect(headers).toEqual([`transfer-7 ${traceparent}`]);
});

it('a day closes when each partition of the source has closed it', async () => {
  await db.pool.query('delete from parked_record');
  await db.pool.query('delete from held_subject');
  const { rows } = await db.pool.query<{ records: bigint; minor: string }>(
    `select sum(records)::bigint as records, sum(minor)::text as minor from day_count`,
  );
  const count = Number(rows[0]?.records);
  const amount = (Number(rows[0]?.minor) / 100).toFixed(2);
  await send({ partition: 1, value: closed('core', DAY, 0, null, { partition: 1 }) });
  const second = async () => (await ingestion.get('/v1/days')).body.sources[1] as { state: string };
  expect((await until(second, ({ state }) => state === 'agrees')).state).toBe('agrees');
  expect(await openDay()).toBe(DAY);
  await send({ value: { ...closed('core', DAY, count, amount, { partition: 0 }), id: 'close:0' } });
  expect(await until(openDay, (day) => day === '2026-03-10')).toBe('2026-03-10');
});

describe('a close that is at fault', () => {
  const NEXT = '2026-03-10';
  const AFTER = '2026-03-11';
  const both = (date: string, over: object) => [0, 1].map((partition) => close(partition, date, 0, over));
  const close = (partition: number, date: string, count: number, over: object = {}) => ({
    partition,
    value: { ...closed('core', date, count, null, { partition, ...over }), id: `close:${date}:${partition}` },
  });
  const letters = (reason: string) =>
    db.lines(`select stage, convert_from(key, 'UTF8') from dead_letter where reason = $1 order by id`, [reason]);
  const states = async () =>
    ((await ingestion.get('/v1/days')).body as { sources: { state: string }[] }).sources.map(({ state }) => state);

  it('and cannot be read, is set aside and holds nobody, whatever its key says', async () => {
    await send({ ...close(0, NEXT, 0, { count: 'none' }), key: 'loan/K-9' }, close(1, NEXT, 0));
    const found = async () => (await letters('contract')).filter((line) => line === 'decode loan/K-9');
    expect(await until(found, (lines) => lines.length > 0)).toEqual(['decode loan/K-9']);
    expect(await db.lines(`select subject from held_subject`)).toEqual([]);
    expect(await openDay()).toBe(NEXT);
    expect((await ingestion.get('/metrics')).text).toMatch(/mora_alarms_total\{.*alarm="day-incomplete".*\} 1/);
  });

  it('and cannot be saved, is set aside under its source; later closes are taken, and its day stays open', async () => {
    await db.pool.query(`alter table source_close add constraint spec check (records <> 13)`);
    await send(close(0, NEXT, 13));
    expect(
      await until(
        () => letters('fault'),
        (lines) => lines.length > 0,
      ),
    ).toEqual(['decide bank-a::core']);
    await send(...both(AFTER, { from: AFTER }));
    expect(await until(states, ([first]) => first === 'skipped')).toEqual(['skipped', 'agrees']);
    expect(await db.lines(`select subject from held_subject`)).toEqual([]);
    expect(await openDay()).toBe(NEXT);
  });

  it('is taken when it is replayed after it was mended, and its day closes, and the one after it', async () => {
    await db.pool.query(`alter table source_close drop constraint spec`);
    const replay = () =>
      ingestion.command('/v1/operations/dead-letters/replay', { reason: 'fault' }, { key: 'replay-fault' });
    expect((await replay()).body).toMatchObject([{ outcome: 'taken' }]);
    expect(await until(states, ([first]) => first === 'differs')).toEqual(['differs', 'agrees']);
    await send({ ...close(0, NEXT, 0), value: { ...close(0, NEXT, 0).value, id: 'close:mended' } });
    expect(await until(openDay, (day) => day === '2026-03-12')).toBe('2026-03-12');
  });
});
