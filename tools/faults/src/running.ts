type Stop = () => Promise<unknown>;

/** What was started and is not stopped yet. */
const running = new Set<Stop>();

/** Does the work while something runs that has to be stopped, whether the work ends or somebody ends the process. */
export async function whileRuns<T>(stop: Stop, work: () => Promise<T>): Promise<T> {
  running.add(stop);
  try {
    return await work();
  } finally {
    if (running.delete(stop)) await stop();
  }
}

/** Stops all that runs, the last one first; what cannot be stopped keeps no other from it. */
export async function stopAll(): Promise<void> {
  for (const stop of [...running].reverse()) {
    running.delete(stop);
    await stop().catch(() => undefined); // the process ends by this, and there is nobody left to tell
  }
}
