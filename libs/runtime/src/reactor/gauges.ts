import type { BrokerAdmin, TopicPartition } from '../broker/port.js';
import type { MachineryContext } from '../service/machinery.js';
import { isWeather } from '../weather.js';
import { type Sighting, Watchdog } from './watchdog.js';

type Options = Readonly<{
  context: MachineryContext;
  admin: BrokerAdmin;
  /** Whether this process is the one that reads a partition. */
  isMine: (partition: TopicPartition) => boolean;
}>;

type InputRow = Readonly<{ stream: string; partition: number; next_offset: bigint; waits: boolean }>;

/** The consumer lives and does nothing. */
export class ConsumerWedged extends Error {
  override readonly name = 'ConsumerWedged';
}

const EVERY_MS = 5_000;

/** Reads now and then what stands in tables and logs: lag, outbox, held subjects; and whether the lag is worked off. */
export class Gauges {
  private timer: NodeJS.Timeout | null = null;
  private readonly watchdog = new Watchdog();

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
    const { rows } = await context.pool.query<InputRow>(
      `select i.stream, i.partition, i.next_offset, coalesce(i.marked_day >= l.open_day, false) as waits
       from lane_input i left join lane l using (space, partition)`,
    );
    const sightings: Sighting[] = [];
    for (const stream of new Set(rows.map((row) => row.stream))) {
      const marks = await admin.watermarks(stream);
      for (const row of rows.filter((candidate) => candidate.stream === stream)) {
        const { partition, next_offset: next, waits } = row;
        const high = marks[partition]?.high ?? next;
        context.metrics.lagRecords.set({ stream, partition: String(partition) }, Math.max(Number(high - next), 0));
        const mine = this.options.isMine({ topic: stream, partition });
        if (mine) sightings.push({ stream, partition, next, high, excused: waits });
      }
    }
    const wedged = this.watchdog.wedged(sightings, performance.now());
    if (wedged.length > 0)
      context.crash(new ConsumerWedged(`nothing is taken of ${wedged.join(', ')}, though records wait`));
  }
}
