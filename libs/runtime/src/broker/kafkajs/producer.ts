import { type Kafka, Partitioners, type Producer, type RecordMetadata } from 'kafkajs';
import { RecordTooLarge } from '../errors.js';
import { keyOf } from '../partition-key.js';
import type { BrokerProducer, OutgoingRecord, TopicRecords } from '../port.js';

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
const ALL_REPLICAS = -1;

/** One awaited send at a time: kafkajs may re-order, and an idempotent producer of it lose, what is sent at once. */
export class KafkajsProducer implements BrokerProducer {
  #producer: Producer | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly kafka: Kafka) {}

  async connect(): Promise<void> {
    await this.#connected();
  }

  send(batch: readonly TopicRecords[]): Promise<void> {
    const sent = this.#last.then(() => this.#send(batch));
    this.#last = sent.catch(() => undefined); // the caller has the rejection; the next send must not inherit it
    return sent;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#forget();
  }

  async #send(batch: readonly TopicRecords[]): Promise<void> {
    const filled = batch.filter(({ records }) => records.length > 0);
    if (filled.length === 0) return;
    const producer = await this.#connected();
    try {
      const acknowledged = await producer.sendBatch({
        acks: ALL_REPLICAS,
        topicMessages: filled.map(({ topic, records }) => ({ topic, messages: records.map(messageOf) })),
      });
      allAcknowledged(filled, acknowledged);
    } catch (error) {
      // kafkajs moves its sequence numbers on only after an answer. If the broker has the batch and the answer was
      // lost, another batch under the same numbers would be taken for a repetition, acknowledged and thrown away.
      // A new producer has a new id, and numbers of its own.
      await this.#forget();
      throw readable(error);
    }
  }

  async #connected(): Promise<Producer> {
    if (this.#producer !== null) return this.#producer;
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return (this.#producer = producer);
  }

  async #forget(): Promise<void> {
    const producer = this.#producer;
    this.#producer = null;
    await producer?.disconnect().catch(() => undefined); // a connection that is broken already cannot be closed better
  }
}

const messageOf = ({ partition, key, headers, value }: OutgoingRecord) => ({ partition, key, headers, value });

/** kafkajs leaves out, without a word, what goes to a partition that it has not heard of. */
function allAcknowledged(batch: readonly TopicRecords[], acknowledged: readonly RecordMetadata[]): void {
  const answered = new Set(acknowledged.map(({ topicName, partition }) => keyOf({ topic: topicName, partition })));
  for (const { topic, records } of batch) {
    const lost = records.find(({ partition }) => !answered.has(keyOf({ topic, partition })));
    if (lost !== undefined) throw new Error(`there is no partition ${lost.partition} of ${topic}`);
  }
}

function readable(error: unknown): unknown {
  const { type, message } = error as { type?: string; message: string };
  return type !== undefined && TOO_LARGE.has(type) ? new RecordTooLarge(message, { cause: error }) : error;
}
