import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/** The other side is away or busy: the same request may be sent again, for every record has its id. */
export class Weather extends Error {}

export type Patience = Readonly<{
  /** How long to go on trying, in milliseconds. */
  limitMs: number;
  signal?: AbortSignal;
  onWait?: (why: string, waitMs: number) => void;
}>;

/** Does it again, with longer and longer waits, for as long as only the weather is against it. */
export async function patiently<T>(work: () => Promise<T>, { limitMs, signal, onWait }: Patience): Promise<T> {
  const until = Date.now() + limitMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Weather) || Date.now() + waitMs > until) throw error;
      onWait?.(error.message, waitMs);
      await sleep(waitMs, undefined, { signal });
    }
  }
}
