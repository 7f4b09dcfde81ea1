import { randomUUID } from 'node:crypto';
import type { Broker, BrokerRecord } from '@mora/runtime';
import { until } from './until.js';

const LIMIT_MS = 120_000;

/** The header by which this run knows its malformed records. */
export const LABEL = 'faults-case';

/** A record of a public stream, as any downstream consumer reads it. */
export type StreamRecord = Readonly<{
  partition: number;
  offset: bigint;
  key: string | null;
  id: string;
  type: string;
  businessDate: string;
  causationId: string;
  /** The value as it stands on the wire. */
  text: string;
  /** What a malformed record is called in this run; null for all others. */
  label: string | null;
  /** When it was read, in milliseconds. */
  readAt: number;
}>;

/** Reads streams from their beginning and keeps what it has read, until it is stopped. */
export class StreamReader {
  readonly records = new Map<string, StreamRecord[]>();
  private readonly reached = new Map<string, bigint>();
  private readonly consumer;

  constructor(
    private readonly broker: Broker,
    private readonly topics: readonly string[],
  ) {
    this.consumer = broker.consumer(`faults-${randomUUID()}`);
    for (const topic of topics) this.records.set(topic, []);
  }

  async start(): Promise<void> {
    await this.consumer.start(this.topics, {
      onAssigned: () => undefined,
      onCrash: (error) => {
        throw error;
      },
      onRecords: ({ topic, partition, records }) => {
        this.records.get(topic)?.push(...records.map((record) => toStreamRecord(partition, record)));
        const next = (records.at(-1)?.offset ?? -1n) + 1n;
        this.reached.set(`${topic}/${partition}`, next);
        return Promise.resolve(next);
      },
    });
  }

  /** Reads all that the topics hold now. */
  async readToEnd(): Promise<void> {
    const admin = await this.broker.admin();
    for (const topic of this.topics) {
      const ends = await admin.watermarks(topic);
      const there = () =>
        ends.every(({ high }, partition) => (this.reached.get(`${topic}/${partition}`) ?? 0n) >= high);
      await until(() => Promise.resolve(there()), LIMIT_MS, `${topic} is read to its end`);
    }
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }
}

/** All that the topics hold, each in the order of its partitions. */
export async function readWhole(
  broker: Broker,
  topics: readonly string[],
): Promise<ReadonlyMap<string, StreamRecord[]>> {
  const reader = new StreamReader(broker, topics);
  await reader.start();
  await reader.readToEnd();
  await reader.stop();
  return reader.records;
}

const toStreamRecord = (partition: number, { offset, key, headers, value }: BrokerRecord): StreamRecord => ({
  partition,
  offset,
  key: key?.toString('utf8') ?? null,
  id: headers['ce_id'] ?? '',
  type: headers['ce_type'] ?? '',
  businessDate: headers['ce_businessdate'] ?? '',
  causationId: headers['ce_causationid'] ?? '',
  text: value?.toString('utf8') ?? '',
  label: headers[LABEL] ?? null,
  readAt: performance.now(),
});
