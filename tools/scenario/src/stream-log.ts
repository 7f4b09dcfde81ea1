import { DELINQUENCY_STREAM, OUTREACH_STREAM } from '@mora/contracts';
import type { Broker } from '@mora/runtime';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRecord } from './checker/log.js';

const STREAMS = [DELINQUENCY_STREAM, OUTREACH_STREAM];
const LOOK_MS = 20;

/** Reads the public streams as anybody downstream would, from their first record. */
export class StreamLog {
  private readonly byPartition = new Map<string, LogRecord[]>();
  private readonly reached = new Map<string, bigint>();
  private readonly consumer;
  private crashed: Error | null = null;

  constructor(private readonly broker: Broker) {
    this.consumer = broker.consumer('scenario');
  }

  async start(): Promise<void> {
    await this.consumer.start(STREAMS, {
      onAssigned: () => undefined,
      onCrash: (error) => void (this.crashed = error),
      onRecords: ({ topic, partition, records, highWatermark }) => {
        const place = `${topic}/${partition}`;
        const kept = this.byPartition.get(place) ?? [];
        this.byPartition.set(place, kept);
        for (const { key, headers, value } of records) {
          kept.push({
            type: headers['ce_type'] ?? '',
            loan: headers['ce_subject'] ?? key?.toString('utf8') ?? '',
            businessDate: headers['ce_businessdate'] ?? '',
            time: Date.parse(headers['ce_time'] ?? ''),
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
    const admin = await this.broker.admin();
    for (const topic of STREAMS) {
      const ends = await admin.watermarks(topic);
      for (const [partition, { high }] of ends.entries()) {
        while ((this.reached.get(`${topic}/${partition}`) ?? 0n) < high) {
          if (this.crashed !== null) throw this.crashed;
          await sleep(LOOK_MS);
        }
      }
    }
    return [...this.byPartition].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, records]) => records);
  }

  stop(): Promise<void> {
    return this.consumer.stop();
  }
}
