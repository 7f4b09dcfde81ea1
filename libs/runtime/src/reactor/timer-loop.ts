import { reading } from '../postgres.js';
import { isWeather } from '../weather.js';
import { closeDays, fireDueTimers } from './close-day.js';
import type { Engine } from './engine.js';
import { hasNoMarks } from './no-marks.js';
import { lanesWithDueTimers } from '../timers/timers.js';

/** Many chunks may set timers that are due at once: they are fired together. */
const SOON_MS = 10;

/**
 * Fires the timers that the clock has passed, in the lanes whose open day has reached them or that wait for no day; and
 * goes on with days whose close was cut off, as no record will come to say so.
 */
export class TimerLoop {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private woken = false;
  private stopped = true;

  constructor(
    private readonly engines: readonly Engine<unknown, unknown>[],
    private readonly everyMs: number,
    private readonly crash: (error: Error) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.next(this.woken ? SOON_MS : this.everyMs);
  }

  /** A timer may be due now: looks soon, and once more where a look is under way. */
  wake(): void {
    if (this.woken) return;
    this.woken = true;
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.next(SOON_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.round;
  }

  private next(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.woken = false;
      this.round = this.turn()
        .catch((error: unknown) => {
          if (!isWeather(error)) this.crash(error instanceof Error ? error : new Error('a timer could not be fired'));
        })
        .finally(() => this.next(this.woken ? SOON_MS : this.everyMs));
    }, ms);
  }

  /** One look at everything: done again and again, by itself. */
  async turn(): Promise<void> {
    for (const engine of this.engines) {
      for (const partition of await unclosed(engine)) await closeDays(engine, partition);
      for (const partition of await partitionsWithDueTimers(engine)) {
        while ((await fireDueTimers(engine, partition)) >= engine.pageSize);
      }
    }
  }
}

async function unclosed({ pool, reactor }: Engine<unknown, unknown>): Promise<number[]> {
  if (reactor.spine.length === 0) return [];
  const rows = await reading(pool).query<{ partition: number }>(
    `select partition from lane where space = $1 and (close_cursor is not null or (
       select count(*) from lane_input i where i.space = lane.space and i.partition = lane.partition
         and i.stream = any($2::text[]) and i.marked_day >= lane.open_day) = $3)`,
    [reactor.space, reactor.spine, reactor.spine.length],
  );
  return rows.map((row) => row.partition);
}

async function partitionsWithDueTimers({ pool, reactor, clock }: Engine<unknown, unknown>): Promise<number[]> {
  if (reactor.onTimer === undefined) return [];
  return lanesWithDueTimers(reading(pool), reactor.space, { now: clock.now(), anyDay: hasNoMarks(reactor) });
}
