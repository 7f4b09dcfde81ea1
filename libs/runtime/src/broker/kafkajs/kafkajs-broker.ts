import type { Broker, BrokerAdmin } from '../port.js';
import { KafkajsAdmin } from './admin.js';
import { BRIEF, connectable } from './client.js';
import { waitAtMost } from '../deadline.js';
import { GOODBYE_MS, KafkajsConsumer } from './consumer.js';
import { type KafkajsOptions, withDefaults } from './options.js';
import { KafkajsProducer } from './producer.js';

/** Kafka, by kafkajs 2.2.4 (patched, see patches/). Connects when something is asked of it. */
export function kafkajsBroker(options: KafkajsOptions): Broker {
  const settings = withDefaults(options);
  const kafka = connectable(settings, BRIEF);
  const consumers: KafkajsConsumer[] = [];
  const opened: { close: () => Promise<void> }[] = [];
  const kept = <T extends { close: () => Promise<void> }>(one: T): T => (opened.push(one), one);
  return {
    kind: 'kafka',
    admin: async (): Promise<BrokerAdmin> => kept(await KafkajsAdmin.connect(kafka, settings.replicationFactor)),
    producer: () => kept(new KafkajsProducer(kafka)),
    consumer: (group) => {
      const consumer = new KafkajsConsumer(group, settings);
      consumers.push(consumer);
      return consumer;
    },
    close: async () => {
      await Promise.all(consumers.splice(0).map((one) => one.stop()));
      await Promise.all(opened.splice(0).map((one) => waitAtMost(one.close(), GOODBYE_MS)));
    },
  };
}
