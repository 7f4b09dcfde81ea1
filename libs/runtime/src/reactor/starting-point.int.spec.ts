import { useDatabase } from '@mora/testing';
import { embeddedBroker } from '../broker/embedded/embedded-broker.js';
import { dropTopic, trimPartition } from '../broker/embedded/topics.js';
import type { Broker, BrokerAdmin, BrokerRecord } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';
import { runtimeMigrations } from '../migrations.js';
import { KafkaStrategy } from './kafka-strategy.js';
import { LaneRunner } from './lane-runner.js';
import { A, B, NEWS, paid, told } from './toy/toy-reactor.js';
import { CreateToy1, forgetAll, toyEngine, toyMark, toyRecord } from './toy/toy-world.js';

const db = useDatabase({ migrations: [...runtimeMigrations, CreateToy1], keep: true });
const TOPICS = [A, B, NEWS];
let broker: Broker;
let admin: BrokerAdmin;
let crashed: Error[];
let stops: (() => Promise<void>)[];
/** Streams that were told to wait. */
const waits = new Set<string>();

beforeEach(async () => {
  await forgetAll(db.pool);
  broker = embeddedBroker({ pool: db.pool, pollMs: 20 });
  admin = await broker.admin();
  await makeTopics();
  crashed = [];
  waits.clear();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await broker.close();
  for (const topic of TOPICS) await dropTopic(db.pool, topic);
});

const makeTopics = () => admin.ensureTopics(TOPICS.map((topic) => ({ topic, partitions: 1 })));

const DAY = '2026-03-01';
const publish = (...amounts: readonly number[]) =>
  send(
    A,
    amounts.map((amount) => toyRecord(paid, `p-${amount}`, 'main:L-1', DAY, { amount })),
  );

async function send(topic: string, said: readonly BrokerRecord[]): Promise<void> {
  const records = said.map(({ key, headers, value }) => ({
    partition: 0,
    key: key?.toString() ?? null,
    headers,
    value,
  }));
  const producer = broker.producer();
  await producer.connect();
  await producer.send([{ topic, records }]);
}

/** Runs the lane of the toy until the spec ends, or until it stops by itself. */
async function start(): Promise<KafkaStrategy> {
  const consumer = broker.consumer(`toy-${stops.length}`);
  const pause = consumer.pause.bind(consumer);
  consumer.pause = (at) => {
    waits.add(at.topic);
    pause(at);
  };
  const crash = (error: Error) => void crashed.push(error);
  const runner = new LaneRunner(toyEngine(db.pool), { chunkSize: 100, admin, consumer, crash });
  const strategy = new KafkaStrategy(consumer, new Map(TOPICS.map((topic) => [topic, runner])), crash);
  stops.push(() => strategy.close());
  await new Promise<void>((resolve, reject) =>
    strategy.listen((error) => (error ? reject(error as Error) : resolve())),
  );
  return strategy;
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
const sum = async () => (await db.lines(`select state->>'sum' from toy`))[0];
const position = (stream = A) => db.lines(`select next_offset from lane_input where stream = $1`, [stream]);

it('a lane that has read nothing yet begins where the log does, though older records are gone', async () => {
  await publish(1, 2, 4);
  await trimPartition(db.pool, A, 0, 1n);
  await start();
  await until(async () => (await sum()) === '6');
  expect(crashed).toEqual([]);
});

const tells = (amount: number) => toyRecord(told, `n-${amount}`, 'main:L-1', DAY, { amount });

it.each([
  { what: 'news', first: tells(2), heard: '6' },
  { what: 'a mark', first: toyMark(DAY), heard: '4' },
])('$what of another service waits for the first day, though the log begins there by now', async ({ first, heard }) => {
  await send(NEWS, [tells(1), first, tells(4)]);
  await trimPartition(db.pool, NEWS, 0, 1n);
  await start();
  await until(() => waits.has(NEWS));
  await publish(1);
  await until(async () => crashed.length > 0 || (await position(NEWS))[0] === '3');
  expect(crashed).toEqual([]);
  expect(await db.lines(`select state->>'news' from toy`)).toEqual([heard]);
});

it('a lane whose database was put back from a backup reads again what the broker thinks is done', async () => {
  await publish(1, 2, 4);
  const topicId = (await admin.identify(A))?.topicId;
  await db.pool.query(`insert into bus.hint values ('toy-0', $1, 0, 2)`, [topicId]);
  await start();
  await until(async () => (await sum()) === '7');
});

it('a log that has lost what a lane was to read next is a stop, never a skip', async () => {
  await publish(1);
  const first = await start();
  await until(async () => (await sum()) === '1');
  await first.close();
  await publish(2, 4);
  await trimPartition(db.pool, A, 0, 2n);
  await start();
  await until(() => crashed.length > 0);
  expect(crashed[0]).toBeInstanceOf(LogReplaced);
  expect([await sum(), await position()]).toEqual(['1', ['1']]);
});

it('a log that ends before what a lane has read is a stop, never a skip', async () => {
  await publish(1);
  await start().then(async (first) => {
    await until(async () => (await sum()) === '1');
    await first.close();
  });
  await db.pool.query(`update lane_input set next_offset = 5`);
  await start();
  await until(() => crashed.length > 0);
  expect(crashed[0]).toBeInstanceOf(LogReplaced);
});

it('a topic that was deleted and made anew is a stop, never a skip', async () => {
  await publish(1);
  const first = await start();
  await until(async () => (await sum()) === '1');
  await first.close();
  await dropTopic(db.pool, A);
  await makeTopics();
  await publish(2, 4);
  await start();
  await until(() => crashed.length > 0);
  expect(crashed[0]).toBeInstanceOf(LogReplaced);
  expect(await sum()).toBe('1');
});
