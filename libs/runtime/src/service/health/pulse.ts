import { performance } from 'node:perf_hooks';

/** Whether a loop still turns: it says so each time round, and a silence longer than the limit is a standstill. */
export class Pulse {
  private last: number;

  /** The limit in milliseconds. Time is the machine's own and only grows, as a wall clock may be set back. */
  constructor(
    private readonly loop: string,
    private readonly limitMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.last = now();
  }

  turned(): void {
    this.last = this.now();
  }

  /** Null, or what to tell whoever asks after our health. */
  standstill(): string | null {
    const silentMs = this.now() - this.last;
    return silentMs <= this.limitMs ? null : `${this.loop} has not turned for ${Math.round(silentMs / 1_000)} s`;
  }
}
