import type { RecordBatch, TopicIdentity } from '../broker/port.js';
import { backOffMs, isWeather } from '../weather.js';
import { DOOR_SPACE, type DoorChunk, runDoorChunk } from './door.js';
import type { Engine } from './engine.js';
import type { StreamRunner } from './kafka-strategy.js';
import type { RunnerOptions } from './lane-runner.js';
import type { DoorReactor } from './reactor.js';
import { StartingPoint } from './starting-point.js';

const ALARM_AFTER = 8;

/** Takes a ledger's topic, whose partitions are the ledger's own affair, into the lanes of the loans. */
export class DoorRunner<S, E> implements StreamRunner {
  private readonly attempts = new Map<string, number>();
  private readonly begin: StartingPoint;
  private stopped = false;

  constructor(
    private readonly engine: Engine<S, E>,
    private readonly reactor: DoorReactor<S, E>,
    private readonly options: RunnerOptions,
  ) {
    this.begin = new StartingPoint(engine.pool, DOOR_SPACE, options);
  }

  assigned(): void {
    this.begin.assigned();
  }

  stop(): void {
    this.stopped = true;
  }

  async take(batch: RecordBatch): Promise<bigint> {
    const first = batch.records[0];
    if (first === undefined) return batch.highWatermark;
    let next = first.offset;
    try {
      const log = await this.begin.logOf(batch);
      const sought = await this.begin.before(batch, first.offset);
      if (sought !== null) return sought;
      const chunks = this.chunksOf(batch, log);
      for (let n = 0; n < chunks.length && !this.stopped; n += 1) {
        next = await runDoorChunk(this.engine, this.reactor, chunks[n] as DoorChunk, chunks[n + 1]);
      }
      this.attempts.delete(keyOf(batch));
      return next;
    } catch (error) {
      return this.afterFailure(batch, next, error);
    }
  }

  private chunksOf({ topic: stream, partition, records }: RecordBatch, log: TopicIdentity): DoorChunk[] {
    const { chunkSize } = this.options;
    const starts = Array.from({ length: Math.ceil(records.length / chunkSize) }, (_, n) => n * chunkSize);
    return starts.map((at) => ({ stream, partition, log, records: records.slice(at, at + chunkSize) }));
  }

  private afterFailure(batch: RecordBatch, next: bigint, error: unknown): bigint {
    const { crash, consumer } = this.options;
    const { signals } = this.engine;
    const { topic: stream, partition } = batch;
    const failure = error instanceof Error ? error : new Error('unknown failure');
    consumer.pause(batch);
    if (!isWeather(failure)) {
      signals.alarm('lane-stopped', { stream, partition, error: failure.name });
      crash(failure);
      return next;
    }
    const attempt = (this.attempts.get(keyOf(batch)) ?? 0) + 1;
    this.attempts.set(keyOf(batch), attempt);
    if (attempt === ALARM_AFTER) signals.alarm('weather', { stream, partition, error: failure.name });
    setTimeout(() => (this.stopped ? undefined : consumer.resume(batch)), backOffMs(attempt)).unref();
    return next;
  }
}

const keyOf = ({ topic, partition }: RecordBatch): string => `${topic}/${partition}`;
