import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Broker, type BrokerProducer, kafkajsBroker, type OutgoingRecord } from '@mora/runtime';
import { dockerCanRun } from './by-docker.js';
import { mavenCanRun } from './by-maven.js';
import type { RunningKafka } from './running-kafka.js';
import { startKafka } from './start-kafka.js';

const START_LIMIT_MS = 120_000;
const canRun = (await dockerCanRun()) || (await mavenCanRun());
const describeWhereItCanRun = canRun ? describe : describe.skip;

describeWhereItCanRun(`a broker of our own${canRun ? '' : ' SKIPPED: neither Docker nor Java and Maven'}`, () => {
  let folder: string;
  let kafka: RunningKafka;
  let broker: Broker;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mora-kafka-spec-'));
    kafka = await startKafka({ folder });
    broker = kafkajsBroker({ brokers: kafka.brokers, clientId: 'spec', maxWaitMs: 250 });
  }, START_LIMIT_MS);

  afterAll(async () => {
    await broker?.close();
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  }, START_LIMIT_MS);

  it(
    'keeps its data, its ids and its ports over a kill, and members and producers come back to it by themselves',
    async () => {
      const admin = await broker.admin();
      await admin.ensureTopics([{ topic: 'survives', partitions: 1 }]);
      const identity = await admin.identify('survives');
      const producer = broker.producer();
      await producer.send([{ topic: 'survives', records: [record('before')] }]);
      const { seen, crashes } = await reading(broker);
      await until(() => seen.includes('before'));

      await kafka.kill();
      expect(await answers(kafka.brokers[0]!)).toBe(false);
      const whileAway = sendUntilTaken(producer, 'while it is away');
      await kafka.restart();
      await whileAway;

      await until(() => seen.includes('while it is away'));
      expect([seen[0], crashes]).toEqual(['before', []]);
      expect(await kafkajsIdentity(kafka)).toEqual(identity);
    },
    START_LIMIT_MS,
  );

  it(
    'lets a process end while it is away',
    async () => {
      await broker.close();
      const short = kafkajsBroker({ brokers: kafka.brokers, clientId: 'short', outageRetries: 3 });
      await reading(short);
      await kafka.kill();
      await short.close();
      expect(await answers(kafka.brokers[0]!)).toBe(false);
    },
    START_LIMIT_MS,
  );
});

it('takes a broker that is named, and never ends it', async () => {
  const named = createServer();
  await new Promise<void>((listening) => named.listen(0, '127.0.0.1', listening));
  const brokers = ['127.0.0.1:1', `127.0.0.1:${(named.address() as AddressInfo).port}`];
  const kafka = await startKafka({ folder: 'unused', brokers: brokers.join(',') });
  expect([kafka.by, kafka.brokers]).toEqual(['address', brokers]);
  await kafka.stop();
  await expect(kafka.kill()).rejects.toThrow('was not started here');
  named.close();
});

it.each([
  ['127.0.0.1:1,localhost:1', 'No broker answers at 127.0.0.1:1, localhost:1 (KAFKA_BROKERS).'],
  ['localhost', 'KAFKA_BROKERS is a list of host:port'],
])('says in words that at %s there is none', async (brokers, words) => {
  await expect(startKafka({ folder: 'unused', brokers })).rejects.toThrow(words);
});

const record = (value: string): OutgoingRecord => ({ partition: 0, key: null, headers: {}, value: Buffer.from(value) });

async function reading(broker: Broker): Promise<{ seen: string[]; crashes: Error[] }> {
  const seen: string[] = [];
  const crashes: Error[] = [];
  await broker.consumer('group').start(['survives'], {
    onAssigned: () => undefined,
    onRecords: (batch) => {
      seen.push(...batch.records.map(({ value }) => String(value)));
      return Promise.resolve((batch.records.at(-1)?.offset ?? -1n) + 1n);
    },
    onCrash: (error) => void crashes.push(error),
  });
  return { seen, crashes };
}

/** As the relay does: the same again until the broker has it. */
async function sendUntilTaken(producer: BrokerProducer, value: string): Promise<void> {
  for (;;) {
    const sent = await producer.send([{ topic: 'survives', records: [record(value)] }]).then(
      () => true,
      () => false,
    );
    if (sent) return;
    await sleep(100);
  }
}

async function kafkajsIdentity(kafka: RunningKafka): Promise<unknown> {
  const other = kafkajsBroker({ brokers: kafka.brokers, clientId: 'other' });
  try {
    return await (await other.admin()).identify('survives');
  } finally {
    await other.close();
  }
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(50);
}

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host, port] = address.split(':');
    const socket = connect(Number(port), host, () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
