import { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { describeWithKafka } from '@mora/testing';
import { brokerContract, text } from './broker-contract.js';
import { Reader, until } from './broker-contract-reader.js';
import { RecordTooLarge } from './errors.js';
import { kafkajsBroker } from './kafkajs/kafkajs-broker.js';
import type { KafkajsOptions } from './kafkajs/options.js';
import { kafkaBackdoor } from './kafkajs/backdoor.js';
import type { Broker } from './port.js';

describeWithKafka('kafkajs on a real Kafka', (brokers) => {
  const open = (settings: Partial<KafkajsOptions> = {}): Broker =>
    kafkajsBroker({ brokers, clientId: 'spec', hintMs: 100, maxWaitMs: 250, ...settings });
  const backdoor = kafkaBackdoor(brokers);
  afterAll(() => backdoor.close());

  brokerContract({ open, removeTopic: backdoor.removeTopic, trim: backdoor.trim, requestsDuring });

  describe('where a group has several members', () => {
    const opened: Broker[] = [];
    const member = (settings: Partial<KafkajsOptions> = {}): Broker => (opened.push(open(settings)), opened.at(-1)!);
    afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.close()))));

    it('deals the partitions anew when a second member joins, and loses nothing', async () => {
      const topic = `rebalance.${Date.now()}`;
      const writer = member();
      await (await writer.admin()).ensureTopics([{ topic, partitions: 4 }]);
      const producer = writer.producer();
      const seen = new Set<string>();
      const take = (batch: { records: readonly { value: Buffer | null }[] }, all: bigint): bigint => {
        for (const { value } of batch.records) seen.add(String(value));
        return all;
      };
      const one = await new Reader(member({ heartbeatMs: 300 }), topic, take).start(topic);
      const send = async (from: number): Promise<void> => {
        for (let n = from; n < from + 200; n += 1) await producer.send([{ topic, records: [text(n % 4, String(n))] }]);
      };
      const sending = send(0);
      const other = await new Reader(member({ heartbeatMs: 300 }), topic, take).start(topic);
      await sending;
      await until(() => other.deals.at(-1)?.length === 2 && one.deals.at(-1)?.length === 2);
      await send(200);
      await until(() => seen.size === 400);
      expect([...one.crashes, ...other.crashes]).toEqual([]);
      await other.consumer.stop();
      await until(() => one.deals.at(-1)?.length === 4);
    });

    it('keeps its membership over a handler that takes longer than the session lasts', async () => {
      const topic = `slow.${Date.now()}`;
      const sessionTimeoutMs = 6_000; // the least that a broker takes
      const broker = member({ sessionTimeoutMs, heartbeatMs: 500 });
      await (await broker.admin()).ensureTopics([{ topic, partitions: 1 }]);
      await broker.producer().send([{ topic, records: [text(0, 'slow')] }]);
      const slow = (_: unknown, all: bigint): Promise<bigint> =>
        new Promise((resolve) => setTimeout(() => resolve(all), sessionTimeoutMs + 2_000));
      const reader = await new Reader(broker, topic, slow).start(topic);
      await until(() => reader.batches.length === 1);
      await reader.consumer.stop();
      expect([reader.deals.length, reader.texts(), reader.crashes]).toEqual([1, ['slow'], []]);
      const after = await new Reader(member(), topic).start(topic);
      await broker.producer().send([{ topic, records: [text(0, 'next')] }]);
      await until(() => after.texts().includes('next'));
      expect(after.texts()).toEqual(['next']);
    });
  });

  it('says of a record that the broker refuses for its size that no repetition mends it', async () => {
    const broker = open();
    await (await broker.admin()).ensureTopics([{ topic: 'sizes', partitions: 1, maxMessageBytes: 10_000 }]);
    const producer = broker.producer();
    const large = { ...text(0, ''), value: Buffer.alloc(50_000, 1) };
    await expect(producer.send([{ topic: 'sizes', records: [large] }])).rejects.toBeInstanceOf(RecordTooLarge);
    await producer.send([{ topic: 'sizes', records: [text(0, 'small')] }]);
    await broker.close();
  });
});

/** Every request is one write on a socket. */
async function requestsDuring(work: () => Promise<void>): Promise<number> {
  const writes = jest.spyOn(Socket.prototype, 'write');
  try {
    await work();
    return writes.mock.calls.length;
  } finally {
    writes.mockRestore();
  }
}
