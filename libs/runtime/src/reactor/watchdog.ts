/** How far one partition of one stream has been read, as seen from outside its consumer. */
export type Sighting = Readonly<{
  stream: string;
  partition: number;
  next: bigint;
  /** How far the close of a day has come that is under way: pages of it are work, though no record is taken. */
  cursor?: string | null;
  high: bigint;
  /** It has a reason to stand still: it waits at a mark for another stream. */
  excused: boolean;
}>;

const PATIENCE_MS = 120_000;
/** Who could not look for so long (database or broker away, the process stopped) begins to watch anew. */
const BLIND_MS = 30_000;

/**
 * Finds a consumer that is alive and does nothing: records wait, nothing keeps it from taking them, and for two
 * minutes it took none. It does not come back by itself (kafkajs keeps such members), so the process must end.
 */
export class Watchdog {
  private readonly since = new Map<string, Readonly<{ next: bigint; cursor: string | null; at: number }>>();
  private lookedAt = -Infinity;

  /** The partitions that stand still without a reason, by name; `now` in milliseconds of a monotonic clock. */
  wedged(sightings: readonly Sighting[], now: number): string[] {
    if (now - this.lookedAt > BLIND_MS) this.since.clear();
    this.lookedAt = now;
    return sightings.flatMap(({ stream, partition, next, cursor = null, high, excused }) => {
      const name = `${stream}/${partition}`;
      const before = this.since.get(name);
      const moves = before?.next !== next || before.cursor !== cursor || excused || next >= high;
      if (moves) this.since.set(name, { next, cursor, at: now });
      return !moves && now - before.at >= PATIENCE_MS ? [name] : [];
    });
  }
}
