import type pg from 'pg';
import { invariant } from '@mora/kernel';
import { RecordTooLarge } from '../broker/errors.js';
import type { BrokerProducer } from '../broker/port.js';
import type { Signals } from '../signals.js';
import { backOffMs } from '../weather.js';
import { LaneOwnership } from './ownership.js';
import { forgetSent, nextPage, type Outgoing, setOutgoingAside } from './relay-page.js';
import { toTopicRecords } from './wire.js';

export type RelayOptions = Readonly<{
  pool: pg.Pool;
  producer: BrokerProducer;
  service: string;
  signals: Signals;
  /** The largest record that the broker takes, in bytes. */
  maxRecordBytes: number;
  pageSize?: number;
  pollMs?: number;
  /** How long it breathes behind a few rows, in milliseconds. */
  breathMs?: number;
}>;

const ALARM_AFTER = 5;
/** Behind so few rows it breathes: what is said meanwhile is sent together, and read together. */
const FEW = 100;
const BREATH_MS = 4;

/**
 * Sends what lanes have to say, in the order of each lane, one awaited send at a time. A row is forgotten when the
 * broker has it; a crash in between sends it again, with the same id.
 */
export class OutboxRelay {
  private readonly ownership: LaneOwnership;
  private running: Promise<void> | null = null;
  private stopping = false;
  private woken = false;
  private awake: (() => void) | null = null;
  private failures = 0;

  constructor(private readonly options: RelayOptions) {
    this.ownership = new LaneOwnership(options.pool);
  }

  async start(): Promise<void> {
    invariant(this.running === null, 'a relay is started once');
    await this.options.producer.connect();
    this.running = this.run();
  }

  /** A commit has written to the outbox. */
  readonly wake = (): void => {
    this.woken = true;
    this.awake?.();
  };

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    await this.ownership.release();
    await this.options.producer.close();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const sent = await this.round().catch((error: unknown) => this.afterFailure(error));
      if (sent >= FEW) continue;
      if (sent > 0) await this.rest(this.options.breathMs ?? BREATH_MS, false);
      await this.rest(this.options.pollMs ?? 250);
    }
  }

  /** One page of all lanes owned; returns how many rows left. */
  private async round(): Promise<number> {
    this.woken = false;
    const lanes = await this.ownership.refresh();
    const rows = await nextPage(this.options.pool, lanes, this.options.pageSize ?? 1000);
    if (rows.length === 0) return 0;
    await this.send(await this.withoutOversized(rows));
    await forgetSent(this.options.pool, rows);
    this.failures = 0;
    return rows.length;
  }

  /**
   * The broker's limit is for what a partition is sent at once: too much is sent in halves, until a row alone is too
   * large. What is sent again on the way is dropped downstream.
   */
  private async send(rows: readonly Outgoing[]): Promise<void> {
    if (rows.length === 0) return;
    const { producer, service } = this.options;
    try {
      await producer.send(toTopicRecords(service, rows));
    } catch (error) {
      if (!(error instanceof RecordTooLarge)) throw error;
      if (rows.length === 1) return this.setAside(rows);
      const half = Math.ceil(rows.length / 2);
      await this.send(rows.slice(0, half));
      await this.send(rows.slice(half));
    }
  }

  /** What no broker would take must not stand in the way of what follows it. */
  private async withoutOversized(rows: readonly Outgoing[]): Promise<readonly Outgoing[]> {
    const { maxRecordBytes } = this.options;
    const large = rows.filter((row) => row.bytes > maxRecordBytes);
    if (large.length === 0) return rows;
    await this.setAside(large);
    return rows.filter((row) => row.bytes <= maxRecordBytes);
  }

  private async setAside(rows: readonly Outgoing[]): Promise<void> {
    const { pool, signals } = this.options;
    await setOutgoingAside(pool, rows, 'oversized');
    for (const { type, bytes } of rows) signals.alarm('oversized-record', { type, bytes });
  }

  private async afterFailure(error: unknown): Promise<number> {
    this.failures += 1;
    if (this.failures === ALARM_AFTER) {
      this.options.signals.alarm('relay-stuck', { error: error instanceof Error ? error.name : 'unknown' });
    }
    await this.rest(backOffMs(this.failures), false);
    return FEW; // it tries again at once
  }

  private rest(ms: number, wakeable = true): Promise<void> {
    if (this.stopping || (wakeable && this.woken)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.awake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.awake = wakeable ? done : () => (this.stopping ? done() : undefined);
    });
  }
}
