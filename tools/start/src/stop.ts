export type Stop = Readonly<{ signal: AbortSignal; asked: () => boolean; ask: () => void }>;

/** The first Ctrl-C asks for a stop in order, the second ends the process at once. */
export function stopOnSignals(onAsked: () => void, onForced: () => void): Stop {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      onForced();
      process.exit(130);
    }
    onAsked();
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { signal: controller.signal, asked: () => controller.signal.aborted, ask: () => controller.abort() };
}
