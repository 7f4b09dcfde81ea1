import type { BrokerAdmin, BrokerConsumer, BrokerRecord, RecordBatch, TopicIdentity } from '../broker/port.js';
import { stillWaits } from './waiting.js';
import { backOffMs, isNoRecordsFault, isWeather } from '../weather.js';
import { chunksOf } from './chunks-of.js';
import { type Chunk, type ChunkResult, runChunk } from './chunk.js';
import { isMark } from './decode.js';
import { closeDays } from './close-day.js';
import type { Engine } from './engine.js';
import type { StreamRunner } from './kafka-strategy.js';
import { holdPoison } from './poison.js';
import { StartingPoint } from './starting-point.js';

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
  private readonly attempts = new Map<string, number>();
  private readonly begin: StartingPoint;
  private stopped = false;

  constructor(
    private readonly engine: Engine<S, E>,
    private readonly options: RunnerOptions,
  ) {
    this.begin = new StartingPoint(engine.pool, engine.reactor.space, options);
  }

  stop(): void {
    this.stopped = true;
  }

  assigned(): void {
    this.begin.assigned();
  }

  /** Takes what it can of a batch, and says from where to go on: see `ConsumerHandlers.onRecords`. */
  async take(batch: RecordBatch): Promise<bigint> {
    const first = batch.records[0];
    if (first === undefined) return batch.highWatermark;
    let next = first.offset;
    try {
      const log = await this.begin.logOf(batch);
      const sought = await this.begin.before(batch, first.offset);
      if (sought !== null) return sought;
      const chunks = chunksOf(batch.records, this.options.chunkSize).map((records) => chunkOf(batch, log, records));
      for (const [n, chunk] of chunks.entries()) {
        if (this.stopped) return next;
        const result = await this.run(batch, chunk, chunks[n + 1]);
        next = result.next;
        if (result.waiting) return this.waitFor(batch, next);
      }
      this.attempts.delete(keyOf(batch));
      return next;
    } catch (error) {
      return this.afterFailure(batch, next, error);
    }
  }

  private async run(batch: RecordBatch, chunk: Chunk, after: Chunk | undefined): Promise<ChunkResult> {
    let result: ChunkResult;
    try {
      result = await runChunk(this.engine, chunk, after);
    } catch (error) {
      if (isNoRecordsFault(error)) throw error;
      result = await holdPoison(this.engine, chunk, error);
    }
    if (result.announced > 0) this.engine.wakeRelay();
    if (result.setsDue) this.engine.wakeTimers();
    if (this.engine.reactor.spine.includes(batch.topic)) await this.closeIfMarked(chunk);
    return result;
  }

  private async closeIfMarked({ partition, records }: Chunk): Promise<void> {
    const [only] = records;
    if (only !== undefined && isMark(only)) await closeDays(this.engine, partition);
  }

  /** Resumes when the day has closed; meanwhile the lane is asked, and not the broker, which would send it all again. */
  private waitFor(batch: RecordBatch, next: bigint): bigint {
    this.options.consumer.pause(batch);
    const look = (): void => {
      setTimeout(() => {
        if (this.stopped) return;
        void stillWaits(this.engine, batch)
          .catch(() => true) // the database is away; the next look is the next attempt
          .then((waits) => (waits ? look() : this.options.consumer.resume(batch)));
      }, LOOK_AGAIN_MS).unref();
    };
    look();
    return next;
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
}

const chunkOf = ({ topic, partition }: RecordBatch, log: TopicIdentity, records: readonly BrokerRecord[]): Chunk => ({
  stream: topic,
  partition,
  log,
  records,
});

const keyOf = ({ topic, partition }: RecordBatch): string => `${topic}/${partition}`;
