/** The broker as the runtime knows it: raw bytes, explicit partitions, offsets as bigint. No client's types leak. */

export type TopicPartition = Readonly<{ topic: string; partition: number }>;

export type BrokerRecord = Readonly<{
  offset: bigint;
  key: Buffer | null;
  headers: Readonly<Record<string, string>>;
  value: Buffer | null;
}>;

export type RecordBatch = TopicPartition &
  Readonly<{
    records: readonly BrokerRecord[];
    highWatermark: bigint;
    /** The log that these very records are of, where the broker reads by it; else it is asked. */
    log?: TopicIdentity;
  }>;

/** One log of one topic. The ids change when a cluster or a topic is made anew, and with them all offsets. */
export type TopicIdentity = Readonly<{ clusterId: string; topicId: string; partitions: number }>;

export type Watermarks = Readonly<{ low: bigint; high: bigint }>;

export type ConsumerHandlers = Readonly<{
  /**
   * Called whenever the partitions this member reads may have changed; with all of them. Nothing is handed over until
   * it returns, so that `pause` and `seek` called inside it come before the first record.
   */
  onAssigned: (partitions: readonly TopicPartition[]) => void;
  /**
   * Records of one partition in offset order, never two calls for one partition at a time.
   * Resolves with the offset to read next: it may lie below what was handed over (paused in between, see `pause`).
   * Must not reject for what a record holds; a rejection means that this member is broken.
   */
  onRecords: (batch: RecordBatch) => Promise<bigint>;
  /**
   * The member is broken for good (it does not come back by itself) and hands over nothing more. The process should
   * end. `OffsetOutOfRange`, `HandlerTimedOut`, `ConsumerGaveUp`, or what a handler rejected with.
   */
  onCrash: (error: Error) => void;
}>;

export interface BrokerConsumer {
  /**
   * Joins the group and reads the topics from the group's committed offset, else from the earliest record kept.
   * What `onRecords` resolves with is committed as a hint now and then; the caller's own positions are the truth,
   * and it seeks where the two differ. An offset that the log no longer holds is never skipped in silence: `onCrash`.
   */
  start(topics: readonly string[], handlers: ConsumerHandlers): Promise<void>;
  pause(partition: TopicPartition): void;
  resume(partition: TopicPartition): void;
  /** The next batch of this partition begins at this offset. */
  seek(partition: TopicPartition, offset: bigint): void;
  /** Stops fetching, waits for the handlers under way, and leaves the group. */
  stop(): Promise<void>;
  /** Milliseconds since this member last polled or took a heartbeat round; what liveness is judged by. */
  idleMs(): number;
}

export type OutgoingRecord = Readonly<{
  partition: number;
  key: string | null;
  headers: Readonly<Record<string, string>>;
  /** Null is the tombstone of a compacted topic. */
  value: Buffer | null;
}>;

export type TopicRecords = Readonly<{ topic: string; records: readonly OutgoingRecord[] }>;

export interface BrokerProducer {
  connect(): Promise<void>;
  /**
   * Resolves when all replicas have it. Records of one partition land in the order given; calls are taken one at a
   * time. After a rejection some, all or none of it may have landed: the caller sends the same again, and readers drop
   * what they know. `RecordTooLarge` is the one rejection that no repetition mends.
   */
  send(batch: readonly TopicRecords[]): Promise<void>;
  close(): Promise<void>;
}

export type TopicSpec = Readonly<{ topic: string; partitions: number; retentionMs?: number; maxMessageBytes?: number }>;

export interface BrokerAdmin {
  /** Makes the topics that are not there; never changes one that is. */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** Null where the topic does not exist. */
  identify(topic: string): Promise<TopicIdentity | null>;
  watermarks(topic: string): Promise<readonly Watermarks[]>;
  close(): Promise<void>;
}

/** One broker, whichever it is. Adapters: `kafkajs/`, `embedded/`. */
export interface Broker {
  readonly kind: 'kafka' | 'embedded';
  admin(): Promise<BrokerAdmin>;
  producer(): BrokerProducer;
  consumer(group: string): BrokerConsumer;
  close(): Promise<void>;
}
