import { setTimeout as sleep } from 'node:timers/promises';
import { useDatabase } from '@mora/testing';
import { text } from './broker-contract.js';
import { Reader, until } from './broker-contract-reader.js';
import { embeddedBroker } from './embedded/embedded-broker.js';
import { makeTables } from './embedded/tables.js';
import { dropTopic, trimPartition } from './embedded/topics.js';
import { OffsetOutOfRange } from './errors.js';
import type { Broker } from './port.js';

const db = useDatabase({ keep: true });
const POLL_MS = 50;
/** As many polls as tell that something does not happen. */
const A_WHILE_MS = 400;
const TEN = Array.from({ length: 10 }, (_, n) => String(n));

let topic: string;
let broker: Broker;
let warned: string[];
let queries = 0;
let nth = 0;

beforeAll(async () => {
  await makeTables(db.pool);
  db.pool.on('acquire', () => (queries += 1));
});
beforeEach(async () => {
  topic = `reader.${(nth += 1)}`;
  warned = [];
  const log = (level: string, message: string) => void warned.push(`${level} ${message}`);
  broker = embeddedBroker({ pool: db.pool, pollMs: POLL_MS, hintMs: 3_600_000, stopMs: 1_000, log });
  await (await broker.admin()).ensureTopics([{ topic, partitions: 2 }]);
});
afterEach(() => broker.close());

const send = (partition: number, ...values: readonly string[]): Promise<void> =>
  broker.producer().send([{ topic, records: values.map((value) => text(partition, value)) }]);
const at = (partition: number) => ({ topic, partition });
const queriesDuring = async (ms: number): Promise<number> => {
  const before = queries;
  await sleep(ms);
  return queries - before;
};

/** Nobody reads a table while this goes on; whoever has asked waits for its end. */
async function locked(table: string, work: () => Promise<void>): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    await work();
  } finally {
    await client.query('commit');
    client.release();
  }
}

/** A table is not there while this goes on. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  await db.pool.query(`alter table bus.${table} rename to away`);
  try {
    await work();
  } finally {
    await db.pool.query(`alter table bus.away rename to ${table}`);
  }
}

describe('what is sought or paused while records are on their way', () => {
  it('a position that a handler seeks is where it goes on, whatever the handler answers', async () => {
    await send(0, ...TEN);
    const reader: Reader = new Reader(broker, 'g', (_, all) => {
      if (reader.batches.length === 1) reader.consumer.seek(at(0), 7n);
      return all;
    });
    await reader.start(topic);
    await until(() => reader.records(0).length >= 13);
    await sleep(A_WHILE_MS);
    expect(reader.texts(0)).toEqual([...TEN, '7', '8', '9']);
  });

  it('what was read before somebody sought another position is not handed over', async () => {
    await send(0, ...TEN);
    const reader = new Reader(broker, 'g');
    await locked('bus.record', async () => {
      await reader.start(topic);
      await sleep(A_WHILE_MS); // the read is asked for by now, and waits
      reader.consumer.seek(at(0), 7n);
    });
    await until(() => reader.records(0).length >= 3);
    await sleep(A_WHILE_MS);
    expect(reader.texts(0)).toEqual(['7', '8', '9']);
  });

  it('nor what was read before its partition was paused', async () => {
    await send(0, ...TEN);
    await send(1, 'goes on');
    const reader = new Reader(broker, 'g');
    await locked('bus.record', async () => {
      await reader.start(topic);
      await sleep(A_WHILE_MS);
      reader.consumer.pause(at(0));
    });
    await until(() => reader.texts(1).length === 1);
    await sleep(A_WHILE_MS);
    expect(reader.texts(0)).toEqual([]);
    reader.consumer.resume(at(0));
    await until(() => reader.texts(0).length === 10);
  });

  it('who seeks the end of the log waits there, and asks for nothing until something comes', async () => {
    await send(0, ...TEN);
    const reader: Reader = new Reader(broker, 'g', undefined, (consumer) => consumer.seek(at(0), 10n));
    await reader.start(topic);
    await sleep(A_WHILE_MS);
    expect(await queriesDuring(A_WHILE_MS)).toBeLessThanOrEqual(2 + A_WHILE_MS / POLL_MS);
    await send(0, 'new');
    await until(() => reader.texts(0).length === 1);
    expect([reader.texts(), reader.crashes]).toEqual([['new'], []]);
  });
});

describe('the end of a member', () => {
  it('comes where its topic is removed, and there is none of a topic that is not there', async () => {
    const reader = await new Reader(broker, 'g').start(topic);
    await dropTopic(db.pool, topic);
    await until(() => reader.crashes.length > 0);
    expect(reader.crashes).toEqual([expect.any(OffsetOutOfRange)]);
    await expect(new Reader(broker, 'other').start(topic)).rejects.toThrow(`there is no topic ${topic}`);
  });

  it('waits for the handler that is under way, and what that makes of it is nobody’s any more', async () => {
    await send(0, 'slow');
    let isDone = false;
    const reader: Reader = new Reader(broker, 'g', async () => {
      await sleep(A_WHILE_MS);
      isDone = true;
      throw new Error('too late to matter');
    });
    await reader.start(topic);
    await until(() => reader.batches.length === 1);
    await reader.consumer.stop();
    expect([isDone, reader.crashes]).toEqual([true, []]);
  });

  it('waits for no handler longer than its time', async () => {
    await send(0, 'stuck');
    let letGo: (offset: bigint) => void = () => undefined;
    const reader = await new Reader(broker, 'g', () => new Promise<bigint>((done) => (letGo = done))).start(topic);
    await until(() => reader.batches.length === 1);
    const begun = performance.now();
    await reader.consumer.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
    letGo(1n);
  });

  it('leaves its place to the next, and asks the database for nothing more', async () => {
    const first = await new Reader(broker, 'g').start(topic);
    await first.consumer.stop();
    expect(await queriesDuring(A_WHILE_MS)).toBe(0);
    const second = await new Reader(broker, 'g').start(topic);
    await send(0, 'for the second');
    await until(() => second.texts().length === 1);
    expect(first.texts()).toEqual([]);
  });
});

describe('a database that is away for a while', () => {
  it.each(['partition', 'record'])('is told of, and the reader goes on where it was: no %s', async (table) => {
    const reader = await new Reader(broker, 'g').start(topic);
    await send(0, 'before');
    await until(() => reader.texts().length === 1);
    const behind: Reader = new Reader(broker, 'behind');
    if (table === 'record') await send(1, ...TEN);
    await without(table, async () => {
      if (table === 'record') await behind.start(topic);
      await until(() => warned.includes('warn the embedded log cannot be reached'));
    });
    await send(0, 'after');
    await until(() => reader.texts(0).length === 2);
    expect([reader.texts(0), reader.crashes]).toEqual([['before', 'after'], []]);
    if (table !== 'record') return;
    await until(() => behind.texts(1).length === 10);
    expect(behind.crashes).toEqual([]);
  });
});

it('reads for each group from its own place', async () => {
  await send(0, ...TEN);
  const one = await new Reader(broker, 'one').start(topic);
  await until(() => one.texts().length === 10);
  await one.consumer.stop();
  await send(0, 'more');
  const two = await new Reader(broker, 'two').start(topic);
  const again = await new Reader(broker, 'one').start(topic);
  await until(() => two.texts().length >= 11 && again.texts().length >= 1);
  expect([again.texts(), two.texts()]).toEqual([['more'], [...TEN, 'more']]);
});

it('a group that has read nothing yet begins with the earliest record that is kept', async () => {
  await send(0, ...TEN);
  await trimPartition(db.pool, topic, 0, 4n);
  const late = await new Reader(broker, 'late').start(topic);
  await until(() => late.texts().length >= 6);
  expect([late.texts(), late.crashes]).toEqual([TEN.slice(4), []]);
});

it('what is removed of a partition does not come back, and no more can be removed than was sent', async () => {
  await send(0, ...TEN);
  const admin = await broker.admin();
  const lows = [4n, 2n, 99n].map((below) => async () => {
    await trimPartition(db.pool, topic, 0, below);
    return (await admin.watermarks(topic))[0];
  });
  const found: unknown[] = [];
  for (const look of lows) found.push(await look());
  expect(found).toEqual([4n, 4n, 10n].map((low) => ({ low, high: 10n })));
});
