import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 100;

/** Waits until it holds. Throws, saying what was waited for, where it never does. */
export async function until(holds: () => Promise<boolean>, limitMs: number, what: string): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${Math.round(limitMs / 1000)} s in vain until ${what}`);
    await sleep(LOOK_MS);
  }
}
