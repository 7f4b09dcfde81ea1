import type pg from 'pg';
import { useDatabase } from '@mora/testing';
import { brokerContract, text } from './broker-contract.js';
import { Reader, until } from './broker-contract-reader.js';
import { embeddedBroker } from './embedded/embedded-broker.js';
import { makeTables } from './embedded/tables.js';
import { dropTopic, trimPartition } from './embedded/topics.js';

const db = useDatabase({ keep: true });
let queries = 0;

beforeAll(async () => {
  await makeTables(db.pool);
  counted(db.pool);
});

brokerContract({
  open: (settings) => embeddedBroker({ pool: db.pool, hintMs: 100, ...settings }),
  removeTopic: (topic) => dropTopic(db.pool, topic),
  trim: (topic, partition, below) => trimPartition(db.pool, topic, partition, below),
  requestsDuring: async (work) => {
    const before = queries;
    await work();
    return queries - before;
  },
});

it('gives offsets in the order of commits, without gaps, to writers that append at the same time', async () => {
  const topic = 'many.writers';
  const writers = Array.from({ length: 8 }, () => embeddedBroker({ pool: db.pool }));
  await (await writers[0]!.admin()).ensureTopics([{ topic, partitions: 2 }]);
  await Promise.all(
    writers.map(async (writer, nth) => {
      const producer = writer.producer();
      for (let n = 0; n < 20; n += 1) {
        const value = Buffer.from(`${nth}:${n}`);
        const records = [n % 2, (n + 1) % 2].map((partition) => ({ partition, key: null, headers: {}, value }));
        await producer.send([{ topic, records }]);
      }
    }),
  );
  const lines = await db.lines(
    `select partition, count(*), min("offset"), max("offset") from bus.record r join bus.topic t on t.id = r.topic_id
     where t.name = $1 group by partition order by partition`,
    [topic],
  );
  expect(lines).toEqual(['0 160 0 159', '1 160 0 159']);
});

it('lets nothing of a batch land when a part of it cannot', async () => {
  const broker = embeddedBroker({ pool: db.pool });
  const admin = await broker.admin();
  await admin.ensureTopics([{ topic: 'all.or.nothing', partitions: 1 }]);
  const value = Buffer.from('x');
  const sent = broker.producer().send([
    { topic: 'all.or.nothing', records: [{ partition: 0, key: null, headers: {}, value }] },
    { topic: 'not.there', records: [{ partition: 0, key: null, headers: {}, value }] },
  ]);
  await expect(sent).rejects.toThrow('there is no partition 0 of not.there');
  expect(await admin.watermarks('all.or.nothing')).toEqual([{ low: 0n, high: 0n }]);
});

it('keeps its cluster id, its records and the positions of its groups for another process', async () => {
  const first = embeddedBroker({ pool: db.pool });
  const admin = await first.admin();
  await admin.ensureTopics([{ topic: 'kept', partitions: 1 }]);
  const identity = await admin.identify('kept');
  await first.close();
  expect(await (await embeddedBroker({ pool: db.pool }).admin()).identify('kept')).toEqual(identity);
});

it('wakes its readers itself: they do not wait for the next look at the database', async () => {
  const broker = embeddedBroker({ pool: db.pool, pollMs: 3_600_000 });
  await (await broker.admin()).ensureTopics([{ topic: 'woken', partitions: 1 }]);
  const reader = await new Reader(broker, 'woken').start('woken');
  for (const nth of [1, 2, 3]) {
    await broker.producer().send([{ topic: 'woken', records: [text(0, `record ${nth}`)] }]);
    await until(() => reader.texts().includes(`record ${nth}`));
  }
  await broker.close();
});

it('breathes behind a few records: what comes one by one is handed over together', async () => {
  const broker = embeddedBroker({ pool: db.pool, pollMs: 3_600_000, breathMs: 200 });
  await (await broker.admin()).ensureTopics([{ topic: 'breathes', partitions: 1 }]);
  const reader = await new Reader(broker, 'breather').start('breathes');
  const producer = broker.producer();
  const begun = performance.now();
  for (let nth = 0; nth < 20; nth += 1) {
    await producer.send([{ topic: 'breathes', records: [text(0, `record ${nth}`)] }]);
  }
  await until(() => reader.texts().length === 20);
  expect(reader.batches.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / 200);
  await broker.close();
});

it('says of which log its records are, so that nobody has to ask', async () => {
  const broker = embeddedBroker({ pool: db.pool });
  const admin = await broker.admin();
  await admin.ensureTopics([{ topic: 'said.log', partitions: 2 }]);
  const reader = await new Reader(broker, 'said').start('said.log');
  await broker.producer().send([{ topic: 'said.log', records: [text(1, 'one')] }]);
  await until(() => reader.texts().length === 1);
  expect(reader.batches[0]?.log).toEqual(await admin.identify('said.log'));
  await broker.close();
});

it('asks once for the ends of all topics that are asked for at the same time', async () => {
  const admin = await embeddedBroker({ pool: db.pool }).admin();
  const topics = ['marks.a', 'marks.b', 'marks.c'];
  await admin.ensureTopics(topics.map((topic, n) => ({ topic, partitions: n + 1 })));
  const before = queries;
  const ends = await Promise.all(topics.map((topic) => admin.watermarks(topic)));
  expect(ends.map(({ length }) => length)).toEqual([1, 2, 3]);
  expect(queries - before).toBe(1);
  await expect(Promise.all([admin.watermarks('marks.a'), admin.watermarks('nowhere')])).rejects.toThrow(
    'no topic nowhere',
  );
});

it('refuses a second member of a group, which would be given everything a second time', async () => {
  const broker = embeddedBroker({ pool: db.pool });
  await (await broker.admin()).ensureTopics([{ topic: 'one.member', partitions: 1 }]);
  await new Reader(broker, 'same').start('one.member');
  await expect(new Reader(broker, 'same').start('one.member')).rejects.toThrow('the group same reads already');
  await broker.close();
});

/** Counts what goes to the database, over the pool as well as over a client of its own. */
function counted(pool: pg.Pool): void {
  pool.on('acquire', () => (queries += 1));
}
