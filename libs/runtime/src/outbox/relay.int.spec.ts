import { useDatabase } from '@mora/testing';
import { embeddedBroker } from '../broker/embedded/embedded-broker.js';
import { RecordTooLarge } from '../broker/errors.js';
import type { Broker, BrokerProducer, TopicRecords } from '../broker/port.js';
import { ensureLanes, lockLanes } from '../lanes/lane-row.js';
import { runtimeMigrations } from '../migrations.js';
import { inTransaction, openPool } from '../postgres.js';
import { silent } from '../signals.js';
import { appendToOutbox, derivedId } from './outbox.js';
import { LaneOwnership } from './ownership.js';
import { OutboxRelay } from './relay.js';

const db = useDatabase({ migrations: runtimeMigrations });
const TOPIC = 'relay.out.v1';
const PARTITIONS = 3;
let broker: Broker;
const relays: OutboxRelay[] = [];

beforeEach(async () => {
  broker = embeddedBroker({ pool: db.pool });
  const admin = await broker.admin();
  await admin.ensureTopics([{ topic: TOPIC, partitions: PARTITIONS }]);
  await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', PARTITIONS));
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await broker.close();
});

type Given = Readonly<{ producer?: BrokerProducer; maxRecordBytes?: number; breathMs?: number }>;

async function startRelay(given: Given = {}): Promise<OutboxRelay> {
  const relay = new OutboxRelay({
    pool: db.pool,
    producer: broker.producer(),
    service: 'spec',
    signals: silent,
    maxRecordBytes: 1_000_000,
    pollMs: 20,
    ...given,
  });
  relays.push(relay);
  await relay.start();
  return relay;
}

const write = (partition: number, from: number, count: number, payload = '{}'): Promise<void> =>
  inTransaction(db.pool, async (tx) => {
    await lockLanes(tx, 'loan', [partition]);
    const rows = Array.from({ length: count }, (_, n) => ({
      partition,
      id: derivedId('spec', `${partition}`, from + n),
      stream: TOPIC,
      key: `main:L-${partition}`,
      type: `nth-${from + n}`,
      payload,
      targetPartition: partition,
      tenant: 'main',
      businessDate: '2026-03-01' as never,
      causationId: 'cause',
      correlationId: 'correlation',
      traceparent: null,
    }));
    await appendToOutbox(tx, 'loan', rows);
  });

const sent = (partition: number): Promise<string[]> =>
  db.lines(
    `select r.headers->>'ce_type' from bus.record r join bus.topic t on t.id = r.topic_id
     where t.name = $1 and r.partition = $2 order by r."offset"`,
    [TOPIC, partition],
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const emptied = () => until(async () => (await db.lines('select 1 from outbox')).length === 0);
const nths = (count: number) => Array.from({ length: count }, (_, n) => `nth-${n}`);

it('sends each lane in the order of its commits, and forgets what the broker has', async () => {
  await startRelay();
  for (let n = 0; n < 10; n += 1) {
    await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => write(partition, n * 40, 40)));
  }
  await emptied();
  for (let partition = 0; partition < PARTITIONS; partition += 1) expect(await sent(partition)).toEqual(nths(400));
});

it('of two relays one sends a lane; when it is gone the other goes on, and nothing is sent twice', async () => {
  const first = await startRelay();
  await startRelay();
  await write(0, 0, 50);
  await emptied();
  await first.stop();
  relays.shift();
  await write(0, 50, 50);
  await emptied();
  expect(await sent(0)).toEqual(nths(100));
});

it('a broker that is away delays, and loses nothing', async () => {
  const real = broker.producer();
  let away = 3;
  const producer: BrokerProducer = {
    connect: () => real.connect(),
    close: () => real.close(),
    send: (batch: readonly TopicRecords[]) => ((away -= 1) >= 0 ? Promise.reject(new Error('away')) : real.send(batch)),
  };
  await write(0, 0, 10);
  await startRelay({ producer });
  await emptied();
  expect(await sent(0)).toEqual(nths(10));
});

it('a record that is too large is set aside and never stands in the way', async () => {
  await startRelay({ maxRecordBytes: 2_000 });
  await write(0, 0, 1);
  await write(0, 1, 1, JSON.stringify({ much: 'x'.repeat(5_000) }));
  await write(0, 2, 1);
  await emptied();
  expect(await sent(0)).toEqual(['nth-0', 'nth-2']);
  expect(await db.lines('select type, reason from outbox_set_aside')).toEqual(['nth-1 oversized']);
});

it('a page that is too much at once for the broker goes in halves, in order; only the row at fault is set aside', async () => {
  const real = broker.producer();
  let sends = 0;
  const tooMuch = (batch: readonly TopicRecords[]) =>
    batch.some(({ records }) => records.length > 10 || records.some(({ headers }) => headers['ce_type'] === 'nth-33'));
  const producer: BrokerProducer = {
    connect: () => real.connect(),
    close: () => real.close(),
    send: (batch) => {
      sends += 1;
      return tooMuch(batch) ? Promise.reject(new RecordTooLarge('too much')) : real.send(batch);
    },
  };
  await write(0, 0, 64);
  await startRelay({ producer });
  await emptied();
  expect(await sent(0)).toEqual(nths(64).filter((nth) => nth !== 'nth-33'));
  expect(await db.lines('select type from outbox_set_aside')).toEqual(['nth-33']);
  expect(sends).toBeLessThan(40);
});

it('breathes behind a few rows: what is said one by one does not leave one by one', async () => {
  const breathing = await startRelay({ breathMs: 3_600_000 });
  await write(0, 0, 1);
  breathing.wake();
  await emptied();
  for (let n = 1; n < 60; n += 1) {
    await write(0, n, 1);
    breathing.wake();
  }
  expect(await sent(0)).toEqual(nths(1));
  await breathing.stop();
  relays.shift();
  await startRelay();
  await emptied();
  expect(await sent(0)).toEqual(nths(60));
});

it('gives the connection back on which it could not begin to own lanes, and owns them by the next', async () => {
  const pool = openPool({ url: db.url, name: 'owner', max: 1 });
  let broken = true;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...said: unknown[]) => Promise<unknown>;
    client.query = ((text: unknown, ...rest: unknown[]) =>
      broken && String(text).startsWith('set idle')
        ? query('set no such thing')
        : query(text, ...rest)) as typeof client.query;
  });
  const ownership = new LaneOwnership(pool);
  await expect(ownership.refresh()).rejects.toThrow('syntax error');
  broken = false;
  expect(await ownership.refresh()).toHaveLength(PARTITIONS);
  await ownership.release();
  await pool.end();
});
