import type { BrokerAdmin } from '../broker/port.js';
import type { MachineryContext } from '../service/machinery.js';
import { isWeather } from '../weather.js';
import type { Engine } from './engine.js';

type Options = Readonly<{
  context: MachineryContext;
  admin: BrokerAdmin;
  engines: readonly Engine<unknown, unknown>[];
}>;

const EVERY_MS = 5_000;

/** Reads now and then what is counted in tables and logs rather than in passing: lag, outbox, held subjects. */
export class Gauges {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: Options) {}

  start(): void {
    this.timer = setTimeout(() => {
      void this.read().finally(() => (this.timer === null ? undefined : this.start()));
    }, EVERY_MS).unref();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async read(): Promise<void> {
    const { crash } = this.options.context;
    await Promise.all([this.readTables(), this.readLag()]).catch((error: unknown) => {
      if (!isWeather(error)) crash(error instanceof Error ? error : new Error('the gauges could not be read'));
    });
  }

  private async readTables(): Promise<void> {
    const { pool, metrics } = this.options.context;
    const { rows } = await pool.query<{ rows: bigint; age: number; held: bigint }>(
      `select (select count(*) from outbox) as rows,
              (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox) as age,
              (select count(*) from held_subject) as held`,
    );
    metrics.outboxRows.set(Number(rows[0]?.rows ?? 0n));
    metrics.outboxAgeSeconds.set(rows[0]?.age ?? 0);
    metrics.parkedSubjects.set(Number(rows[0]?.held ?? 0n));
  }

  private async readLag(): Promise<void> {
    const { admin, context } = this.options;
    const { rows } = await context.pool.query<{ stream: string; partition: number; next_offset: bigint }>(
      `select stream, partition, next_offset from lane_input`,
    );
    const read = new Map(rows.map((row) => [`${row.stream}/${row.partition}`, row.next_offset]));
    for (const stream of new Set(rows.map((row) => row.stream))) {
      for (const [partition, { high }] of (await admin.watermarks(stream)).entries()) {
        const lag = Number(high - (read.get(`${stream}/${partition}`) ?? 0n));
        context.metrics.lagRecords.set({ stream, partition: String(partition) }, Math.max(lag, 0));
      }
    }
  }
}
