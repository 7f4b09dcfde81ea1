import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { BrokerConsumer, RecordBatch, TopicPartition } from '../broker/port.js';

/** What takes the records of a stream: a lane runner, or a door runner. */
export interface StreamRunner {
  take(batch: RecordBatch): Promise<bigint>;
  assigned(partitions: readonly TopicPartition[]): void;
  stop(): void;
}

/**
 * Nest's transport for reactors. It hands whole batches of a partition to the lanes, where Nest's own Kafka server
 * would hand single messages to handlers and let one poison record stop every partition (docs/adr/0005).
 */
export class KafkaStrategy extends Server implements CustomTransportStrategy {
  private joined = false;
  private mine: ReadonlySet<string> = new Set();
  private under: Set<Promise<unknown>> = new Set();

  constructor(
    private readonly consumer: BrokerConsumer,
    private readonly runners: ReadonlyMap<string, StreamRunner>,
    private readonly crash: (error: Error) => void,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.join().then(() => callback(), callback);
  }

  /** Stops taking records, and waits for the transactions under way. */
  async close(): Promise<void> {
    for (const runner of new Set(this.runners.values())) runner.stop();
    await Promise.allSettled(this.under);
    await this.consumer.stop();
    this.joined = false;
  }

  on(): void {
    throw new TypeError('a reactor’s strategy has no events; watch its metrics');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  /** Whether it has joined its group: what readiness asks for. */
  get isJoined(): boolean {
    return this.joined;
  }

  /** Whether this member reads the partition. */
  isMine(partition: TopicPartition): boolean {
    return this.mine.has(nameOf(partition));
  }

  private async join(): Promise<void> {
    const [handler] = this.messageHandlers.keys();
    if (handler !== undefined) throw new TypeError(`@EventPattern('${handler}') is not run here: write a reactor`);
    if (this.runners.size > 0) await this.consumer.start([...this.runners.keys()], this.handlers());
    this.joined = true;
  }

  private handlers() {
    return {
      onAssigned: (partitions: readonly TopicPartition[]) => {
        this.mine = new Set(partitions.map(nameOf));
        for (const [stream, runner] of this.runners) runner.assigned(partitions.filter((p) => p.topic === stream));
      },
      onRecords: (batch: RecordBatch) => this.track(this.take(batch)),
      onCrash: (error: Error) => this.crash(error),
    };
  }

  private take(batch: RecordBatch): Promise<bigint> {
    const runner = this.runners.get(batch.topic);
    if (runner === undefined) throw new TypeError(`nothing takes ${batch.topic}`);
    return runner.take(batch);
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.under.add(work);
    const forget = () => this.under.delete(work);
    work.then(forget, forget);
    return work;
  }
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
