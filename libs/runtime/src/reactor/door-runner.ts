import type { BrokerAdmin, BrokerConsumer, RecordBatch } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';
import { backOffMs, isWeather } from '../weather.js';
import { runDoorChunk } from './door.js';
import type { Engine } from './engine.js';
import type { StreamRunner } from './kafka-strategy.js';
import type { DoorReactor } from './reactor.js';

export type DoorRunnerOptions = Readonly<{
  chunkSize: number;
  admin: BrokerAdmin;
  consumer: BrokerConsumer;
  crash: (error: Error) => void;
}>;

const ALARM_AFTER = 8;

/** Takes a ledger's topic, whose partitions are the ledger's own affair, into the lanes of the loans. */
export class DoorRunner<S, E> implements StreamRunner {
  private readonly attempts = new Map<string, number>();
  private stopped = false;

  constructor(
    private readonly engine: Engine<S, E>,
    private readonly reactor: DoorReactor<S, E>,
    private readonly options: DoorRunnerOptions,
  ) {}

  assigned(): void {
    this.attempts.clear();
  }

  stop(): void {
    this.stopped = true;
  }

  async take(batch: RecordBatch): Promise<bigint> {
    let next = batch.records[0]?.offset ?? batch.highWatermark;
    const { admin, chunkSize, crash, consumer } = this.options;
    try {
      const log = await admin.identify(batch.topic);
      if (log === null) throw new LogReplaced(`the topic ${batch.topic} is gone`);
      for (let at = 0; at < batch.records.length && !this.stopped; at += chunkSize) {
        const records = batch.records.slice(at, at + chunkSize);
        next = await runDoorChunk(this.engine, this.reactor, {
          stream: batch.topic,
          partition: batch.partition,
          log,
          records,
        });
      }
      this.attempts.clear();
      return next;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error('unknown failure');
      if (!isWeather(failure)) crash(failure);
      const attempt = (this.attempts.get(batch.topic) ?? 0) + 1;
      this.attempts.set(batch.topic, attempt);
      const { signals } = this.engine;
      if (attempt === ALARM_AFTER) signals.alarm('weather', { stream: batch.topic, partition: batch.partition });
      consumer.pause(batch);
      setTimeout(() => (this.stopped ? undefined : consumer.resume(batch)), backOffMs(attempt)).unref();
      return next;
    }
  }
}
