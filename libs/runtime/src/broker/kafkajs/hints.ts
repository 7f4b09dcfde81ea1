import type { Consumer, TopicPartitionOffsetAndMetadata } from 'kafkajs';
import type { BrokerLog } from '../broker-log.js';
import { keyOf } from '../partition-key.js';
import type { TopicPartition } from '../port.js';

/**
 * Leaves with the broker how far this member has come, now and then. It saves a new member from the beginning of the
 * log, and tells lag dashboards something; nothing depends on it, so a hint that fails is forgotten.
 */
export class Hints {
  readonly #reached = new Map<string, TopicPartitionOffsetAndMetadata>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly consumer: Consumer,
    everyMs: number,
    private readonly log: BrokerLog,
  ) {
    this.#timer = setInterval(() => void this.leave(), everyMs).unref();
  }

  reached({ topic, partition }: TopicPartition, next: bigint): void {
    this.#reached.set(keyOf({ topic, partition }), { topic, partition, offset: next.toString() });
  }

  /** The group has been dealt anew: what was reached is no longer ours to say. */
  forget(): void {
    this.#reached.clear();
  }

  async leave(): Promise<void> {
    const offsets = [...this.#reached.values()];
    this.#reached.clear();
    if (offsets.length === 0) return;
    await this.consumer.commitOffsets(offsets).catch((error: Error) => {
      this.log('debug', 'a position hint was not taken', { error: error.message });
    });
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
