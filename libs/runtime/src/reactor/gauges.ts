import type { BrokerAdmin, TopicIdentity, TopicPartition, Watermarks } from '../broker/port.js';
import { LogReplaced } from '../lanes/lane-input.js';
import type { MachineryContext } from '../service/machinery.js';
import { isWeather } from '../weather.js';
import { type Sighting, Watchdog } from './watchdog.js';

type Options = Readonly<{
  context: MachineryContext;
  admin: BrokerAdmin;
  /** What this service reads. */
  streams: ReadonlySet<string>;
  /** Whether this process is the one that reads a partition. */
  isMine: (partition: TopicPartition) => boolean;
}>;

type InputRow = Readonly<{
  stream: string;
  partition: number;
  next_offset: bigint;
  cluster_id: string;
  topic_id: string;
  close_cursor: string | null;
  waits: boolean;
}>;

/** The consumer lives and does nothing. */
export class ConsumerWedged extends Error {
  override readonly name = 'ConsumerWedged';
}

const EVERY_MS = 5_000;

/** Reads now and then what stands in tables and logs: lag, outbox, held subjects; and whether the lag is worked off. */
export class Gauges {
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private readonly watchdog = new Watchdog();

  constructor(private readonly options: Options) {}

  start(): void {
    this.timer = setTimeout(() => {
      void this.look().finally(() => (this.timer === null ? undefined : this.start()));
    }, EVERY_MS).unref();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  /** `now` in milliseconds of a monotonic clock. */
  async look(now = performance.now()): Promise<void> {
    const { crash } = this.options.context;
    await Promise.all([this.readTables(), this.readLag(now)]).catch((error: unknown) => {
      if (!isWeather(error) && !this.stopped)
        crash(error instanceof Error ? error : new Error('the gauges could not be read'));
    });
  }

  private async readTables(): Promise<void> {
    const { pool, metrics } = this.options.context;
    const { rows } = await pool.query<{ rows: bigint; age: number; held: bigint; letters: bigint }>(
      `select (select count(*) from outbox) as rows,
              (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox) as age,
              (select count(*) from held_subject) as held,
              (select count(*) from dead_letter where status = 'open') as letters`,
    );
    metrics.outboxRows.set(Number(rows[0]?.rows ?? 0n));
    metrics.outboxAgeSeconds.set(rows[0]?.age ?? 0);
    metrics.parkedSubjects.set(Number(rows[0]?.held ?? 0n));
    metrics.deadLettersOpen.set(Number(rows[0]?.letters ?? 0n));
  }

  private async readLag(now: number): Promise<void> {
    const { admin, context, streams } = this.options;
    const { rows } = await context.pool.query<InputRow>(
      `select i.stream, i.partition, i.next_offset, i.cluster_id, i.topic_id, l.close_cursor,
         coalesce(i.marked_day >= l.open_day, false) as waits
       from lane_input i left join lane l using (space, partition)`,
    );
    const sightings: Sighting[] = [];
    for (const stream of streams) {
      const ofStream = rows.filter((candidate) => candidate.stream === stream);
      const marks = await admin.watermarks(stream);
      this.requireSameLog(stream, ofStream, marks, await admin.identify(stream));
      sightings.push(...marks.map((mark, partition) => this.sighting(stream, partition, mark, ofStream)));
    }
    for (const { stream, partition, next, high } of sightings)
      context.metrics.lagRecords.set({ stream, partition: String(partition) }, Math.max(Number(high - next), 0));
    const wedged = this.watchdog.wedged(
      sightings.filter((seen) => this.options.isMine({ topic: seen.stream, partition: seen.partition })),
      now,
    );
    if (wedged.length > 0)
      context.crash(new ConsumerWedged(`nothing is taken of ${wedged.join(', ')}, though records wait`));
  }

  /**
   * How far a partition was read, by its lane. One of which nothing was taken yet begins where its log does; beside
   * other streams it may have to wait for their first day, which nobody can tell from here, so it is excused.
   */
  private sighting(stream: string, partition: number, { low, high }: Watermarks, rows: readonly InputRow[]): Sighting {
    const row = rows.find((candidate) => candidate.partition === partition);
    const about = { stream, partition, high };
    if (row === undefined) return { ...about, next: low, excused: this.options.streams.size > 1 };
    return { ...about, next: row.next_offset, cursor: row.close_cursor, excused: row.waits };
  }

  /** A log that was replaced or cut off may hand over nothing at all, so that no batch would ever show it. */
  private requireSameLog(
    stream: string,
    rows: readonly InputRow[],
    marks: readonly Watermarks[],
    log: TopicIdentity | null,
  ): void {
    const wrong = rows.find(
      (row) =>
        row.cluster_id !== log?.clusterId ||
        row.topic_id !== log.topicId ||
        (marks[row.partition]?.high ?? 0n) < row.next_offset,
    );
    if (wrong === undefined) return;
    const { partition, next_offset: next } = wrong;
    this.options.context.signals.alarm('log-replaced', { stream, partition });
    throw new LogReplaced(`${stream}/${partition} was read up to ${next} and is not that log any more`);
  }
}
