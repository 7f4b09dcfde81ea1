import { type Admin, type Cluster, type ITopicConfig, type Kafka, PartitionAssigners } from 'kafkajs';
import type { BrokerAdmin, TopicIdentity, TopicSpec, Watermarks } from '../port.js';
import { onceKnown } from './once-known.js';
import { metadataOf, type TopicMetadata } from './topic-identity.js';

type Connection = Readonly<{ send: (message: ReturnType<typeof metadataOf>) => Promise<TopicMetadata | null> }>;

export class KafkajsAdmin implements BrokerAdmin {
  private constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly cluster: Cluster,
    private readonly replicationFactor: number,
  ) {}

  static async connect(kafka: Kafka, replicationFactor: number): Promise<KafkajsAdmin> {
    const admin = kafka.admin();
    const cluster = clusterOf(kafka);
    await Promise.all([admin.connect(), cluster.connect()]);
    await cluster.refreshMetadata();
    return new KafkajsAdmin(kafka, admin, cluster, replicationFactor);
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    const there = new Set(await this.admin.listTopics());
    const missing = topics.filter(({ topic }) => !there.has(topic));
    for (const spec of missing) {
      // One by one: where one of many has been made by another process meanwhile, kafkajs reports all as failed.
      await this.admin.createTopics({ topics: [configOf(spec, this.replicationFactor)], waitForLeaders: false });
    }
    await settled(
      this.kafka,
      topics.map(({ topic }) => topic),
    );
  }

  async identify(topic: string): Promise<TopicIdentity | null> {
    const broker = await this.cluster.findControllerBroker();
    const { connectionPool } = broker as unknown as { connectionPool: Connection }; // there, but not in kafkajs's types
    return connectionPool.send(metadataOf(topic));
  }

  async watermarks(topic: string): Promise<readonly Watermarks[]> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets
      .sort((one, other) => one.partition - other.partition)
      .map(({ low, high }) => ({ low: BigInt(low), high: BigInt(high) }));
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.cluster.disconnect()]);
  }
}

/**
 * Waits until each topic is known and its leaders serve; also those that another process has just made. kafkajs's own
 * way to wait gives up over one that is not known yet. Asked by a client that is thrown away: kafkajs goes on to want
 * every topic whose offsets it was asked for, and fails where one is deleted later.
 */
async function settled(kafka: Kafka, topics: readonly string[]): Promise<void> {
  const asker = kafka.admin();
  await asker.connect();
  try {
    for (const topic of topics) await onceKnown(() => asker.fetchTopicOffsets(topic));
  } finally {
    await asker.disconnect();
  }
}

/** kafkajs hands its cluster to partition assigners only; this is the public way to a connection of its own. */
function clusterOf(kafka: Kafka): Cluster {
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: 'never-joined',
    allowAutoTopicCreation: false,
    partitionAssigners: [(about) => ((found = about.cluster), PartitionAssigners.roundRobin(about))],
  });
  if (found === undefined) throw new Error('this version of kafkajs hands no cluster to its assigners');
  return found;
}

function configOf(spec: TopicSpec, replicationFactor: number): ITopicConfig {
  const { topic, partitions, retentionMs, maxMessageBytes } = spec;
  const configEntries = [
    ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
    ...(maxMessageBytes === undefined ? [] : [{ name: 'max.message.bytes', value: String(maxMessageBytes) }]),
  ];
  return { topic, numPartitions: partitions, replicationFactor, configEntries };
}
