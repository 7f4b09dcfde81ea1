import { Kafka, logLevel } from 'kafkajs';
import { onceKnown } from './once-known.js';

/** For specs: what retention and an administrator do to a topic, which the port has no word for. */
export function kafkaBackdoor(brokers: readonly string[]) {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'backdoor', logLevel: logLevel.NOTHING }).admin();
  let connected: Promise<void> | null = null;
  const ready = (): Promise<void> => (connected ??= admin.connect());
  return {
    removeTopic: async (topic: string): Promise<void> => {
      await ready();
      await admin.deleteTopics({ topics: [topic] });
    },
    trim: async (topic: string, partition: number, below: bigint): Promise<void> => {
      await ready();
      await onceKnown(() => admin.fetchTopicOffsets(topic)); // without it kafkajs does not know who leads the partition
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: below.toString() }] });
    },
    close: async (): Promise<void> => {
      if (connected !== null) await admin.disconnect();
    },
  };
}
