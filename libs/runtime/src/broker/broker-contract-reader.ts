import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, BrokerConsumer, BrokerRecord, RecordBatch, TopicPartition } from './port.js';

const PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** Waits for what is expected, however long the machine takes for it, within reason. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!(await what())) {
    if (performance.now() > limit) throw new Error(`waited ${PATIENCE_MS} ms in vain for: ${what.toString()}`);
    await sleep(POLL_MS);
  }
}

export type TakeBatch = (batch: RecordBatch, all: bigint) => bigint | Promise<bigint>;

/** A member that writes down what it is given. `take` may answer another offset than the end of the batch. */
export class Reader {
  readonly consumer: BrokerConsumer;
  readonly batches: RecordBatch[] = [];
  readonly crashes: Error[] = [];
  readonly deals: (readonly TopicPartition[])[] = [];

  constructor(
    broker: Broker,
    group: string,
    private readonly take: TakeBatch = (_, all) => all,
    private readonly onAssigned: (consumer: BrokerConsumer) => void = () => undefined,
  ) {
    this.consumer = broker.consumer(group);
  }

  async start(...topics: string[]): Promise<this> {
    await this.consumer.start(topics, {
      onAssigned: (partitions) => {
        this.deals.push(partitions);
        this.onAssigned(this.consumer);
      },
      onRecords: async (batch) => {
        this.batches.push(batch);
        return this.take(batch, (batch.records.at(-1)?.offset ?? -1n) + 1n);
      },
      onCrash: (error) => void this.crashes.push(error),
    });
    return this;
  }

  records(partition?: number): readonly BrokerRecord[] {
    return this.batches
      .filter((batch) => partition === undefined || batch.partition === partition)
      .flatMap((batch) => batch.records);
  }

  texts(partition?: number): string[] {
    return this.records(partition).map((record) => record.value?.toString() ?? 'null');
  }
}
