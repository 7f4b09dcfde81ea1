import { randomUUID } from 'node:crypto';
import { Reader, until } from './broker-contract-reader.js';
import { HandlerTimedOut, OffsetOutOfRange } from './errors.js';
import type { Broker, BrokerAdmin, BrokerProducer, OutgoingRecord } from './port.js';

/** What the contract must be able to do to a broker behind its back. */
export type BrokerHarness = Readonly<{
  /** A broker as a process of its own would hold it, on the same log as the others. */
  open: (settings?: Readonly<{ handlerDeadlineMs?: number }>) => Broker;
  removeTopic: (topic: string) => Promise<void>;
  /** Removes the records of a partition below the offset, as retention does. */
  trim: (topic: string, partition: number, below: bigint) => Promise<void>;
  /** How often the log was asked for anything while this ran. */
  requestsDuring: (work: () => Promise<void>) => Promise<number>;
}>;

const PARTITIONS = 4;

export const text = (partition: number, value: string): OutgoingRecord => ({
  partition,
  key: null,
  headers: {},
  value: Buffer.from(value),
});

const numbered = (partition: number, count: number): OutgoingRecord[] =>
  Array.from({ length: count }, (_, n) => text(partition, String(n)));

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, n) => String(from + n));

/** The rules that every broker adapter keeps; registers one spec for each. */
export function brokerContract(harness: BrokerHarness): void {
  let broker: Broker;
  let admin: BrokerAdmin;
  let producer: BrokerProducer;
  let topic: string;
  let group: string;
  const opened: Broker[] = [];
  const open = (settings?: Parameters<BrokerHarness['open']>[0]): Broker => {
    const one = harness.open(settings);
    opened.push(one);
    return one;
  };
  const send = (...records: OutgoingRecord[]): Promise<void> => producer.send([{ topic, records }]);

  beforeEach(async () => {
    topic = `contract.${randomUUID()}`;
    group = `group-${randomUUID()}`;
    broker = open();
    admin = await broker.admin();
    await admin.ensureTopics([{ topic, partitions: PARTITIONS }]);
    producer = broker.producer();
    await producer.connect();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  it('hands over the records of a partition in the order they were sent, with dense offsets', async () => {
    await send(...numbered(0, 50), ...numbered(1, 50));
    await send(...numbered(0, 50).map((record) => ({ ...record, value: Buffer.from('later') })));
    const reader = await new Reader(broker, group).start(topic);
    await until(() => reader.records().length >= 150);
    expect(reader.texts(0)).toEqual([...numbers(0, 50), ...Array<string>(50).fill('later')]);
    expect(reader.texts(1)).toEqual(numbers(0, 50));
    expect(reader.records(0).map((record) => record.offset)).toEqual(Array.from({ length: 100 }, (_, n) => BigInt(n)));
  });

  it('hands over bytes, keys and headers as they were sent, and null as null', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const headers = { ce_id: 'ü "quoted" \\ 中', empty: '', nul: 'a\u0000b' };
    await send(
      { partition: 0, key: 'loan-ü', headers, value: bytes },
      { partition: 0, key: null, headers: {}, value: Buffer.alloc(0) },
      { partition: 0, key: 'gone', headers: {}, value: null },
    );
    const reader = await new Reader(broker, group).start(topic);
    await until(() => reader.records().length === 3);
    const [whole, keyless, tombstone] = reader.records(0);
    expect([whole?.key?.toString(), whole?.headers]).toEqual(['loan-ü', headers]);
    expect(whole?.value?.equals(bytes)).toBe(true);
    expect([keyless?.key, keyless?.value?.length]).toEqual([null, 0]);
    expect([tombstone?.key?.toString(), tombstone?.value]).toEqual(['gone', null]);
  });

  it('gives one member all partitions of its topics, and tells it before the first record', async () => {
    await send(text(0, 'first'));
    const reader: Reader = new Reader(broker, group, (_, all) => (expect(reader.deals).toHaveLength(1), all));
    await reader.start(topic);
    await until(() => reader.records().length === 1);
    expect(reader.deals[0]?.map(({ partition }) => partition).sort()).toEqual([0, 1, 2, 3]);
    expect(reader.crashes).toEqual([]);
  });

  it('wakes a reader that has read everything when something new is sent', async () => {
    const reader = await new Reader(broker, group).start(topic);
    for (const value of ['one', 'two', 'three']) {
      await send(text(2, value));
      await until(() => reader.texts(2).includes(value));
    }
    expect(reader.texts(2)).toEqual(['one', 'two', 'three']);
  });

  it('lets each group read everything for itself', async () => {
    await send(...numbered(0, 10));
    const one = await new Reader(broker, group).start(topic);
    const other = await new Reader(broker, `${group}-other`).start(topic);
    await until(() => one.records().length === 10 && other.records().length === 10);
    expect(one.texts()).toEqual(other.texts());
  });

  it('hands over again what a stopped member had not finished, and nothing is lost in between', async () => {
    await send(...numbered(0, 10));
    const first: Reader = new Reader(broker, group, (batch) => (first.consumer.pause(batch), 4n));
    await first.start(topic);
    await until(() => first.batches.length === 1);
    await first.consumer.stop();
    const second = await new Reader(open(), group).start(topic);
    await until(() => second.texts().includes('9'));
    expect(second.texts(0)).toEqual(numbers(4, 10));
  });

  it('ends the member when a handler rejects, and hands the records over again to the next one', async () => {
    await send(...numbered(0, 10));
    const broken = new Reader(broker, group, () => Promise.reject(new Error('the handler is broken')));
    await broken.start(topic);
    await until(() => broken.crashes.length > 0);
    expect(broken.crashes.map((error) => error.message)).toEqual(['the handler is broken']);
    await broken.consumer.stop();
    expect(broken.batches).toHaveLength(1);
    const next = await new Reader(open(), group).start(topic);
    await until(() => next.records().length === 10);
    expect(next.texts(0)).toEqual(numbers(0, 10));
  });

  it('ends the member when a handler does not come back in its time', async () => {
    await send(text(0, 'stuck'));
    const impatient = open({ handlerDeadlineMs: 200 });
    const reader = await new Reader(impatient, group, () => new Promise<bigint>(() => undefined)).start(topic);
    await until(() => reader.crashes.length > 0);
    expect(reader.crashes[0]).toBeInstanceOf(HandlerTimedOut);
  });

  it('hands over nothing of a paused partition until it is resumed, while the others go on', async () => {
    const at = { topic, partition: 0 };
    await send(...numbered(0, 5), ...numbered(1, 5));
    const reader: Reader = new Reader(broker, group, undefined, (consumer) => consumer.pause(at));
    await reader.start(topic);
    await until(() => reader.records(1).length === 5);
    await send(text(1, 'the others go on'));
    await until(() => reader.records(1).length === 6);
    expect(reader.records(0)).toEqual([]);
    reader.consumer.resume(at);
    await until(() => reader.records(0).length === 5);
    expect(reader.texts(0)).toEqual(numbers(0, 5));
  });

  it('goes on, after a pause, from where the handler said it had come to', async () => {
    await send(...numbered(0, 10));
    const half = 5n;
    const reader: Reader = new Reader(broker, group, (batch, all) => {
      if (reader.batches.length > 1) return all;
      reader.consumer.pause(batch);
      return half;
    });
    await reader.start(topic);
    await until(() => reader.batches.length === 1);
    await send(text(1, 'meanwhile'));
    await until(() => reader.records(1).length === 1);
    expect(reader.records(0)).toHaveLength(10);
    reader.consumer.resume({ topic, partition: 0 });
    await until(() => reader.records(0).length === 15);
    expect(reader.texts(0)).toEqual([...numbers(0, 10), ...numbers(5, 10)]);
  });

  it('begins at the position that is sought when the partitions are dealt', async () => {
    await send(...numbered(0, 10));
    const reader: Reader = new Reader(broker, group, undefined, (consumer) =>
      consumer.seek({ topic, partition: 0 }, 7n),
    );
    await reader.start(topic);
    await until(() => reader.records(0).length === 3);
    expect(reader.texts(0)).toEqual(numbers(7, 10));
  });

  it('goes back to a position that is sought later', async () => {
    await send(...numbered(0, 10));
    const reader = await new Reader(broker, group).start(topic);
    await until(() => reader.records(0).length === 10);
    reader.consumer.seek({ topic, partition: 0 }, 8n);
    await until(() => reader.records(0).length === 12);
    expect(reader.texts(0)).toEqual([...numbers(0, 10), ...numbers(8, 10)]);
  });

  it('brings a mark that is sent to every partition after all that was sent before it', async () => {
    const everywhere = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    for (const partition of everywhere) await send(...numbered(partition, 3 + partition));
    await send(...everywhere.map((partition) => text(partition, 'mark')));
    const reader = await new Reader(broker, group).start(topic);
    await until(() => reader.texts().filter((value) => value === 'mark').length === PARTITIONS);
    for (const partition of everywhere) {
      expect(reader.texts(partition)).toEqual([...numbers(0, 3 + partition), 'mark']);
    }
  });

  it('tells where each partition begins and ends', async () => {
    await send(...numbered(0, 10), ...numbered(3, 2));
    await harness.trim(topic, 0, 4n);
    expect(await admin.watermarks(topic)).toEqual([
      { low: 4n, high: 10n },
      { low: 0n, high: 0n },
      { low: 0n, high: 0n },
      { low: 0n, high: 2n },
    ]);
  });

  it('tells a topic that was made anew from the one before, and both from none', async () => {
    const before = await admin.identify(topic);
    expect(await admin.identify(topic)).toEqual(before);
    expect(before).toEqual({ clusterId: expect.any(String), topicId: expect.any(String), partitions: PARTITIONS });
    await harness.removeTopic(topic);
    await until(async () => (await admin.identify(topic)) === null);
    await admin.ensureTopics([{ topic, partitions: 2 }]);
    const after = await admin.identify(topic);
    expect(after).toEqual({ clusterId: before?.clusterId, topicId: expect.any(String), partitions: 2 });
    expect(after?.topicId).not.toBe(before?.topicId);
  });

  it('makes a topic once, and leaves one that is there as it is', async () => {
    const before = await admin.identify(topic);
    await admin.ensureTopics([
      { topic, partitions: PARTITIONS + 5 },
      { topic: `${topic}.second`, partitions: 1, retentionMs: 86_400_000, maxMessageBytes: 2_000_000 },
    ]);
    expect(await admin.identify(topic)).toEqual(before);
    expect((await admin.identify(`${topic}.second`))?.partitions).toBe(1);
  });

  it.each([
    { about: 'that retention has removed', sought: 2n },
    { about: 'that the log has not reached', sought: 100n },
  ])('ends the member rather than go on elsewhere when it seeks an offset $about', async ({ sought }) => {
    await send(...numbered(0, 10));
    await harness.trim(topic, 0, 5n);
    const reader: Reader = new Reader(broker, group, undefined, (consumer) =>
      consumer.seek({ topic, partition: 0 }, sought),
    );
    await reader.start(topic);
    await until(() => reader.crashes.length > 0);
    expect(reader.crashes[0]).toBeInstanceOf(OffsetOutOfRange);
    expect(reader.records(0)).toEqual([]);
  });

  it('ends the member when what its group had not read yet has been removed', async () => {
    await send(...numbered(0, 3));
    const early = await new Reader(broker, group).start(topic);
    await until(() => early.records(0).length === 3);
    await early.consumer.stop();
    await send(...numbered(0, 7));
    await harness.trim(topic, 0, 6n);
    const late = await new Reader(open(), group).start(topic);
    await until(() => late.crashes.length > 0);
    expect(late.crashes[0]).toBeInstanceOf(OffsetOutOfRange);
    expect(late.records(0)).toEqual([]);
  });

  it('asks seldom when there is nothing to read, and stays alive', async () => {
    const reader = await new Reader(broker, group).start(topic);
    await send(text(0, 'awake'));
    await until(() => reader.records().length === 1);
    const requests = await harness.requestsDuring(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    expect(requests).toBeLessThanOrEqual(5);
    expect(reader.consumer.idleMs()).toBeLessThan(10_000);
  });

  it('brings 20,000 records through, none lost, none doubled, each partition in order', async () => {
    const each = 5_000;
    const reader = await new Reader(broker, group).start(topic);
    for (let from = 0; from < each; from += 500) {
      const records = Array.from({ length: 500 * PARTITIONS }, (_, n) =>
        text(n % PARTITIONS, String(from + Math.floor(n / PARTITIONS))),
      );
      await send(...records);
    }
    await until(() => reader.records().length >= each * PARTITIONS);
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      expect(reader.texts(partition)).toEqual(numbers(0, each));
    }
  });

  it('refuses a partition that the topic does not have', async () => {
    const nowhere = send(text(PARTITIONS + 1, 'lost'));
    await expect(nowhere).rejects.toThrow(`there is no partition ${PARTITIONS + 1} of ${topic}`);
    await send(text(0, 'and can still send'));
    expect((await admin.watermarks(topic))[0]).toEqual({ low: 0n, high: 1n });
  });
}
