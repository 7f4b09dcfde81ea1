const WINDOW_MS = 5_000;

type Came = Readonly<{ at: number; records: number }>;

/** How many records a second came on each stream over the last few seconds of the machine's clock. */
export class Rates {
  private readonly came: ReadonlyMap<string, Came[]>;

  constructor(
    streams: readonly string[],
    private readonly since: number,
  ) {
    this.came = new Map(streams.map((stream) => [stream, []]));
  }

  count(stream: string, records: number, at: number): void {
    this.came.get(stream)?.push({ at, records });
  }

  at(now: number): readonly Readonly<{ stream: string; perSecond: number }>[] {
    const seconds = Math.max(1, Math.min(WINDOW_MS, now - this.since) / 1000);
    return [...this.came].map(([stream, came]) => {
      while (came[0] !== undefined && came[0].at <= now - WINDOW_MS) came.shift();
      const records = came.reduce((sum, one) => sum + one.records, 0);
      return { stream, perSecond: records / seconds };
    });
  }
}
