import { setTimeout as sleep } from 'node:timers/promises';

const NOT_YET = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'];
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 30_000;

/**
 * Asks again while a topic that was just made is not known to the broker that is asked, or has no leader that serves:
 * the cluster tells its brokers of it one after the other. Rejects with what the broker says when that goes on for 30 s.
 */
export async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { type } = error as { type?: unknown };
      if (!NOT_YET.includes(String(type)) || performance.now() - began > PATIENCE_MS) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}
