import type { BrokerProducer, OutgoingRecord } from '@mora/runtime';
import { type BrokerRecord, partitionOf } from '@mora/runtime';
import { PARTITIONS } from '../machines/kafka-system.js';

const BATCH = 500;

/** Sends records in their order, each to the partition of its key, some hundreds at a time. */
export async function sendAll(
  producer: BrokerProducer,
  topic: string,
  records: Iterable<BrokerRecord>,
): Promise<number> {
  let batch: OutgoingRecord[] = [];
  let sent = 0;
  const flush = async (): Promise<void> => {
    await producer.send([{ topic, records: batch }]);
    sent += batch.length;
    batch = [];
  };
  for (const record of records) {
    batch.push(outgoing(record));
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return sent;
}

export function outgoing({ key, headers, value }: BrokerRecord): OutgoingRecord {
  const text = key === null ? null : key.toString();
  return { partition: text === null ? 0 : partitionOf(text, PARTITIONS), key: text, headers, value };
}
