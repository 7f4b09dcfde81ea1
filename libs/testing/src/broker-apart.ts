import type { Broker, BrokerAdmin, BrokerConsumer, BrokerProducer, ConsumerHandlers } from '@mora/runtime';

/**
 * The same broker with topics and groups of their own, named with a prefix: many spec files share one real broker, and
 * the services name their streams themselves. Whoever uses it sees the names without the prefix.
 */
export function brokerApart(broker: Broker, prefix: string): Broker {
  return {
    kind: broker.kind,
    admin: async () => adminApart(await broker.admin(), prefix),
    producer: () => producerApart(broker.producer(), prefix),
    consumer: (group) => consumerApart(broker.consumer(`${prefix}${group}`), prefix),
    close: () => broker.close(),
  };
}

const into = <T extends { topic: string }>(one: T, prefix: string): T => ({ ...one, topic: `${prefix}${one.topic}` });
const outOf = <T extends { topic: string }>(one: T, prefix: string): T => ({
  ...one,
  topic: one.topic.slice(prefix.length),
});

const adminApart = (admin: BrokerAdmin, prefix: string): BrokerAdmin => ({
  ensureTopics: (topics) => admin.ensureTopics(topics.map((topic) => into(topic, prefix))),
  identify: (topic) => admin.identify(`${prefix}${topic}`),
  watermarks: (topic) => admin.watermarks(`${prefix}${topic}`),
  close: () => admin.close(),
});

const producerApart = (producer: BrokerProducer, prefix: string): BrokerProducer => ({
  connect: () => producer.connect(),
  send: (batch) => producer.send(batch.map((records) => into(records, prefix))),
  close: () => producer.close(),
});

const consumerApart = (consumer: BrokerConsumer, prefix: string): BrokerConsumer => ({
  start: (topics, handlers) =>
    consumer.start(
      topics.map((topic) => `${prefix}${topic}`),
      handlersApart(handlers, prefix),
    ),
  pause: (partition) => consumer.pause(into(partition, prefix)),
  resume: (partition) => consumer.resume(into(partition, prefix)),
  seek: (partition, offset) => consumer.seek(into(partition, prefix), offset),
  stop: () => consumer.stop(),
  idleMs: () => consumer.idleMs(),
});

const handlersApart = ({ onAssigned, onRecords, onCrash }: ConsumerHandlers, prefix: string): ConsumerHandlers => ({
  onAssigned: (partitions) => onAssigned(partitions.map((partition) => outOf(partition, prefix))),
  onRecords: (batch) => onRecords(outOf(batch, prefix)),
  onCrash,
});
