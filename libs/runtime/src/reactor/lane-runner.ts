import type { BrokerAdmin, BrokerConsumer, BrokerRecord, RecordBatch, TopicIdentity } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';
import { backOffMs, isWeather } from '../weather.js';
import { chunksOf } from './chunks-of.js';
import { type ChunkResult, runChunk } from './chunk.js';
import { closeDays } from './close-day.js';
import type { Engine } from './engine.js';
import type { StreamRunner } from './kafka-strategy.js';
import { holdPoison } from './poison.js';

export type RunnerOptions = Readonly<{
  chunkSize: number;
  admin: BrokerAdmin;
  consumer: BrokerConsumer;
  /** For what no retry mends: the log was replaced or cut. */
  crash: (error: Error) => void;
}>;

const ALARM_AFTER = 8;
const LOOK_AGAIN_MS = 200;

/** Drives the lanes of one reactor with what the broker hands over. */
export class LaneRunner<S, E> implements StreamRunner {
  private readonly logs = new Map<string, Promise<TopicIdentity>>();
  private readonly attempts = new Map<string, number>();
  private readonly sought = new Set<string>();
  private stopped = false;

  constructor(
    private readonly engine: Engine<S, E>,
    private readonly options: RunnerOptions,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  assigned(): void {
    this.sought.clear();
  }

  /** Takes what it can of a batch, and says from where to go on: see `ConsumerHandlers.onRecords`. */
  async take(batch: RecordBatch): Promise<bigint> {
    const first = batch.records[0];
    if (first === undefined) return batch.highWatermark;
    let next = first.offset;
    try {
      const log = await this.identityOf(batch.topic);
      const begin = await this.startingPoint(batch, first.offset);
      if (begin !== null) return begin;
      for (const records of chunksOf(batch.records, this.options.chunkSize)) {
        if (this.stopped) return next;
        const result = await this.run(batch, log, records);
        next = result.next;
        if (result.waiting) return this.lookAgain(batch, next, LOOK_AGAIN_MS);
      }
      this.attempts.delete(keyOf(batch));
      return next;
    } catch (error) {
      return this.afterFailure(batch, next, error);
    }
  }

  private async run(batch: RecordBatch, log: TopicIdentity, records: readonly BrokerRecord[]): Promise<ChunkResult> {
    const chunk = { stream: batch.topic, partition: batch.partition, log, records };
    let result: ChunkResult;
    try {
      result = await runChunk(this.engine, chunk);
    } catch (error) {
      if (isWeather(error) || error instanceof LogReplaced) throw error;
      result = await holdPoison(this.engine, chunk, error);
    }
    if (result.announced > 0) this.engine.wakeRelay();
    if (this.engine.reactor.spine.includes(batch.topic)) await this.closeIfMarked(batch.partition, records);
    return result;
  }

  private async closeIfMarked(partition: number, records: readonly BrokerRecord[]): Promise<void> {
    const [only] = records;
    if (only?.headers['ce_type'] === 'mora.day.closed.v1') await closeDays(this.engine, partition);
  }

  /**
   * Where the batch begins beyond what the lane has read, the lane's own position is the truth: seek there once.
   * Where the log no longer has it, records are lost that nobody read: stop, never skip.
   */
  private async startingPoint(batch: RecordBatch, firstOffset: bigint): Promise<bigint | null> {
    const next = await this.nextOffset(batch);
    if (firstOffset <= next) return null;
    const key = keyOf(batch);
    const low = (await this.options.admin.watermarks(batch.topic))[batch.partition]?.low ?? 0n;
    if (low > next) throw new LogReplaced(`${key} begins at ${low}; ${next} was to be read next`);
    if (this.sought.delete(key)) return null; // a gap inside the log: offsets of an aborted transaction or a compaction
    this.sought.add(key);
    this.options.consumer.seek(batch, next);
    return next;
  }

  private async nextOffset({ topic, partition }: RecordBatch): Promise<bigint> {
    const { rows } = await this.engine.pool.query<{ next_offset: bigint }>({
      name: 'lane-next-offset',
      text: `select next_offset from lane_input where space = $1 and partition = $2 and stream = $3`,
      values: [this.engine.reactor.space, partition, topic],
    });
    return rows[0]?.next_offset ?? 0n;
  }

  private lookAgain(batch: RecordBatch, next: bigint, ms: number): bigint {
    this.options.consumer.pause(batch);
    setTimeout(() => (this.stopped ? undefined : this.options.consumer.resume(batch)), ms).unref();
    return next;
  }

  private afterFailure(batch: RecordBatch, next: bigint, error: unknown): bigint {
    const failure = error instanceof Error ? error : new Error('unknown failure');
    if (!isWeather(failure)) {
      this.engine.signals.alarm('lane-stopped', {
        stream: batch.topic,
        partition: batch.partition,
        error: failure.name,
      });
      this.options.consumer.pause(batch);
      this.options.crash(failure);
      return next;
    }
    const attempt = (this.attempts.get(keyOf(batch)) ?? 0) + 1;
    this.attempts.set(keyOf(batch), attempt);
    if (attempt === ALARM_AFTER) {
      this.engine.signals.alarm('weather', { stream: batch.topic, partition: batch.partition, error: failure.name });
    }
    return this.lookAgain(batch, next, backOffMs(attempt));
  }

  private identityOf(topic: string): Promise<TopicIdentity> {
    const known = this.logs.get(topic);
    if (known !== undefined) return known;
    const asked = this.options.admin.identify(topic).then((identity) => {
      if (identity === null) throw new LogReplaced(`the topic ${topic} is gone`);
      return identity;
    });
    asked.catch(() => this.logs.delete(topic));
    this.logs.set(topic, asked);
    return asked;
  }
}

const keyOf = ({ topic, partition }: RecordBatch): string => `${topic}/${partition}`;
