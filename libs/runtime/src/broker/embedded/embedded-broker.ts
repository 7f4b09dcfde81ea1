import type { Broker, BrokerProducer, TopicRecords } from '../port.js';
import { append } from './append.js';
import { EmbeddedConsumer } from './consumer.js';
import { type EmbeddedOptions, type EmbeddedSettings, withDefaults } from './options.js';
import { makeTables } from './tables.js';
import { MarksOfATurn } from './marks.js';
import { ensureTopic, identifyTopic } from './topics.js';
import { Wakeup } from './wakeup.js';

/**
 * A durable log in PostgreSQL, for one process on one machine: each group is one member that reads all partitions.
 * Services that share the log share one broker, as what it appends wakes its own readers; the tables make themselves.
 */
export function embeddedBroker(options: EmbeddedOptions): Broker {
  const settings = withDefaults(options);
  const { pool } = settings;
  const wakeup = new Wakeup();
  const marks = new MarksOfATurn(pool);
  const consumers: EmbeddedConsumer[] = [];
  let made: Promise<void> | null = null;
  const tables = (): Promise<void> =>
    (made ??= makeTables(pool).catch((error: unknown) => {
      made = null; // the database may be away: the next caller tries again
      throw error;
    }));
  return {
    kind: 'embedded',
    admin: async () => {
      await tables();
      return {
        ensureTopics: async (topics) => {
          for (const topic of topics) await ensureTopic(pool, topic);
        },
        identify: (topic) => identifyTopic(pool, topic),
        watermarks: (topic) => marks.of(topic),
        close: () => Promise.resolve(),
      };
    },
    producer: () => producer(settings, wakeup, tables),
    consumer: (group) => {
      const consumer = new EmbeddedConsumer(group, settings, wakeup, tables);
      consumers.push(consumer);
      return consumer;
    },
    close: async () => void (await Promise.all(consumers.splice(0).map((one) => one.stop()))),
  };
}

function producer({ pool }: EmbeddedSettings, wakeup: Wakeup, tables: () => Promise<void>): BrokerProducer {
  let last: Promise<unknown> = Promise.resolve();
  return {
    connect: tables,
    send: (batch: readonly TopicRecords[]) => {
      const sent = last.then(async () => wakeup.tell(await append(pool, batch)));
      last = sent.catch(() => undefined); // the caller has the rejection; the next send must not inherit it
      return sent;
    },
    close: async () => void (await last),
  };
}
