import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 250;
/** The share of the processors that may be busy with other work. */
const BUSY = 0.25;

/**
 * Waits until the machine has little else to do, and at most so long. A busy one slows a program that never waits more
 * than two that take turns, so that ratios measured on it flatter us. Answers whether it became quiet.
 */
export async function quiet(atMostMs: number): Promise<boolean> {
  for (let waited = 0; waited < atMostMs; waited += LOOK_MS) {
    const before = busyAndAll();
    await sleep(LOOK_MS);
    const after = busyAndAll();
    if ((after.busy - before.busy) / (after.all - before.all) <= BUSY) return true;
  }
  return false;
}

function busyAndAll(): { busy: number; all: number } {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const working = times.user + times.nice + times.sys + times.irq;
    busy += working;
    all += working + times.idle;
  }
  return { busy, all };
}
