import {
  DELINQUENCY_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
} from '@mora/contracts';
import type { Broker } from '@mora/runtime';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRecord } from './checker/log.js';

/** All that is public, and what the lanes of persons answer: it alone names the contact point of a decision. */
const STREAMS = [
  LOAN_STREAM,
  DELINQUENCY_STREAM,
  NEGOTIATION_STREAM,
  LEGAL_STREAM,
  OUTREACH_STREAM,
  OUTREACH_ANSWERS_STREAM,
];
const LOOK_MS = 3;

export type StreamLogOptions = Readonly<{
  /** Hears of every record as it is read. */
  note?: (stream: string, headers: Readonly<Record<string, string>>) => void;
  /** What comes again under its id is dropped, as everybody downstream does; it costs an entry a record. */
  once?: boolean | undefined;
}>;

/** Reads the streams as anybody downstream would, from their first record. */
export class StreamLog {
  private readonly byPartition = new Map<string, LogRecord[]>();
  private readonly reached = new Map<string, bigint>();
  private readonly consumer;
  private readonly ids = new Set<string>();
  private crashed: Error | null = null;

  constructor(
    private readonly broker: Broker,
    private readonly clock: Readonly<{ now: () => number }>,
    private readonly streams: readonly string[] = STREAMS,
    private readonly options: StreamLogOptions = {},
  ) {
    this.consumer = broker.consumer('scenario');
  }

  async start(): Promise<void> {
    await this.consumer.start(this.streams, {
      onAssigned: () => undefined,
      onCrash: (error) => void (this.crashed = error),
      onRecords: ({ topic, partition, records, highWatermark }) => {
        const place = `${topic}/${partition}`;
        const kept = this.byPartition.get(place) ?? [];
        this.byPartition.set(place, kept);
        for (const { key, headers, value } of records) {
          if (this.isKnown(headers['ce_id'])) continue;
          this.options.note?.(topic, headers);
          kept.push({
            type: headers['ce_type'] ?? '',
            loan: headers['ce_subject'] ?? key?.toString('utf8') ?? '',
            businessDate: headers['ce_businessdate'] ?? '',
            // The record bears the time of the machine. What counts is the simulated one, which waits until all is read.
            time: this.clock.now(),
            data: JSON.parse(value?.toString('utf8') ?? 'null') as unknown,
          });
        }
        const next = (records.at(-1)?.offset ?? highWatermark - 1n) + 1n;
        this.reached.set(place, next);
        return Promise.resolve(next);
      },
    });
  }

  /** All that has been said up to now, in the order of each partition. */
  async all(): Promise<readonly LogRecord[]> {
    await this.catchUp();
    return [...this.byPartition].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, records]) => records);
  }

  /** The same by stream and partition, under `stream/partition`. */
  async byPlace(): Promise<ReadonlyMap<string, readonly LogRecord[]>> {
    await this.catchUp();
    return this.byPartition;
  }

  /** Resolves when all is read: before the clock goes on, as every record bears the time at which it was read. */
  async catchUp(): Promise<void> {
    const admin = await this.broker.admin();
    const all = await Promise.all(this.streams.map(async (topic) => [topic, await admin.watermarks(topic)] as const));
    for (const [topic, ends] of all) {
      for (const [partition, { high }] of ends.entries()) {
        while ((this.reached.get(`${topic}/${partition}`) ?? 0n) < high) {
          if (this.crashed !== null) throw this.crashed;
          await sleep(LOOK_MS);
        }
      }
    }
  }

  private isKnown(id: string | undefined): boolean {
    if (this.options.once !== true || id === undefined) return false;
    if (this.ids.has(id)) return true;
    this.ids.add(id);
    return false;
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }
}
