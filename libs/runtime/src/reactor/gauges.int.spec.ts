import { useDatabase } from '@mora/testing';
import { embeddedBroker } from '../broker/embedded/embedded-broker.js';
import type { BrokerAdmin } from '../broker/port.js';
import { runtimeMigrations } from '../migrations.js';
import { ServiceMetrics } from '../service/metrics/service-metrics.js';
import { silent } from '../signals.js';
import { Gauges } from './gauges.js';

const db = useDatabase({ migrations: runtimeMigrations, keep: true });
const STREAM = 'ledger.events.v1';
const OTHER = 'informing.v1';
const LOOK_MS = 20_000;

let admin: BrokerAdmin;
let close: () => Promise<void>;
beforeAll(async () => {
  const broker = embeddedBroker({ pool: db.pool });
  admin = await broker.admin();
  await admin.ensureTopics([STREAM, OTHER].map((topic) => ({ topic, partitions: 2 })));
  const producer = broker.producer();
  await producer.connect();
  const record = { partition: 1, key: null, headers: {}, value: Buffer.from('{}') };
  for (const topic of [STREAM, OTHER]) await producer.send([{ topic, records: [record, record, record] }]);
  close = async () => (await producer.close(), await admin.close(), await broker.close());
});
afterAll(() => close?.());

function gauges(streams: readonly string[], isMine = true) {
  const metrics = new ServiceMetrics('bakery');
  const crashes: string[] = [];
  const crash = (error: Error): void => void crashes.push(error.message);
  const context = { pool: db.pool, metrics, signals: silent, crash } as never;
  return { metrics, crashes, gauges: new Gauges({ context, admin, streams: new Set(streams), isMine: () => isMine }) };
}

async function watchedForTwoMinutes({ gauges: watching }: ReturnType<typeof gauges>): Promise<void> {
  for (let now = 0; now <= 120_000; now += LOOK_MS) await watching.look(now);
}

it('the lag of a partition of which nothing was taken yet is all that its log holds', async () => {
  const { metrics, gauges: reading } = gauges([STREAM]);
  await reading.look(0);
  const { values } = await metrics.lagRecords.get();
  expect(values.map(({ labels, value }) => `${labels.stream}/${labels.partition} ${value}`)).toEqual([
    `${STREAM}/0 0`,
    `${STREAM}/1 3`,
  ]);
});

it.each([
  // rule                                                             streams          mine   found
  ['a partition of which nothing is ever taken is found', [STREAM], true, ['nothing is taken of ledger.events.v1/1']],
  ['one that another process reads is that one’s affair', [STREAM], false, []],
  ['one that may wait for another stream’s first day is excused', [STREAM, OTHER], true, []],
])('%s', async (_rule, streams, mine, found) => {
  const watching = gauges(streams, mine);
  await watchedForTwoMinutes(watching);
  expect(watching.crashes).toEqual(found.map((words) => `${words}, though records wait`));
});

it('counts the dead letters that are open', async () => {
  await db.pool.query(
    `insert into dead_letter (consumer, stream, topic_id, partition, record_offset, headers, stage, reason, detail, status)
     select 'c', 's', 't', 0, n, '{}', 'decide', 'r', '', case when n < 3 then 'open' else 'replayed' end
     from generate_series(1, 5) n`,
  );
  const { metrics, gauges: reading } = gauges([STREAM]);
  await reading.look(0);
  expect((await metrics.deadLettersOpen.get()).values).toMatchObject([{ value: 2 }]);
});
