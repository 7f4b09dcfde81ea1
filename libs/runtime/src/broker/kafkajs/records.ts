import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import type { BrokerRecord, RecordBatch } from '../port.js';

export const recordsOf = (batch: Batch): RecordBatch => ({
  topic: batch.topic,
  partition: batch.partition,
  highWatermark: BigInt(batch.highWatermark),
  records: batch.messages.map(recordOf),
});

const recordOf = (message: KafkaMessage): BrokerRecord => ({
  offset: BigInt(message.offset),
  key: message.key,
  headers: headersOf(message.headers ?? {}),
  value: message.value,
});

/** Of a header that stands there twice the last one counts, as it does for Kafka's own client. */
function headersOf(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined && last !== null) texts[name] = last.toString();
  }
  return texts;
}
