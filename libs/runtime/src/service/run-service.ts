import type { Type } from '@nestjs/common';
import { ConfigurationError, type Environment, processEnvironment } from './config/read-config.js';
import { printConfig } from './config/print-config.js';
import { Log } from './log/log.js';
import { definitionOf } from './mora-service.js';
import { migrateService, type RunningService, startService, type StartOptions } from './start-service.js';

/** How long after the machinery's deadline the doors and the connections may take to close. */
const CLOSING_MS = 5_000;

/**
 * The whole `main.ts` of a service: `await runService(IngestionModule)`. Ends the process by itself:
 * 0 stopped as asked, 1 broken or given up. `--print-config` and `--migrate` do that and end.
 */
export async function runService(service: Type, options: Omit<StartOptions, 'onCrash'> = {}): Promise<void> {
  const env = options.env ?? processEnvironment();
  const log = new Log({ service: definitionOf(service).name, level: 'info' });
  const die = (message: string) => (error: unknown) => exitWith(log, message, error);
  process.on('uncaughtException', die('an exception that nobody caught'));
  process.on('unhandledRejection', die('a rejection that nobody handled'));
  if (process.argv.includes('--print-config')) return print(service, env);
  const stopper = stopOnSignals(log); // before the start, so that there is no moment in which a signal is not heard
  try {
    if (process.argv.includes('--migrate')) await migrateService(service, env);
    else
      stopper.runs(await startService(service, { ...options, env, onCrash: die('the machinery is beyond mending') }));
  } catch (error) {
    startFailed(log, error);
  }
}

function print(service: Type, env: Environment): void {
  process.stdout.write(`${printConfig(definitionOf(service).settings ?? {}, env)}\n`);
}

function exitWith(log: Log, message: string, error: unknown): never {
  log.fatal(message, { error });
  process.exit(1);
}

/** No record has been read yet, so the message can quote nobody: it is printed in full, for whoever installs. */
function startFailed(log: Log, error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return exitWith(
    log,
    error instanceof ConfigurationError ? 'the settings are wrong' : 'the service did not start',
    error,
  );
}

/**
 * The first signal stops in order; the second, or the deadline, ends the process whatever still hangs.
 * A start under way is broken off: it has taken no work, and a migration is all or nothing.
 */
function stopOnSignals(log: Log): Readonly<{ runs: (service: RunningService) => void }> {
  let running: RunningService | null = null;
  let asked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked) exitWith(log, 'asked to stop twice', undefined);
    asked = true;
    log.info('the service stops', { signal });
    if (running === null) process.exit(0);
    stopInOrder(running, log);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return { runs: (service) => (running = service) };
}

function stopInOrder({ stop, stopDeadlineMs }: RunningService, log: Log): void {
  setTimeout(() => exitWith(log, 'the stop hangs and is given up', undefined), stopDeadlineMs + CLOSING_MS);
  stop().then(
    (finished) => {
      log.info('the service has stopped', { outcome: finished ? 'finished' : 'gave up work under way' });
      process.exit(finished ? 0 : 1);
    },
    (error: unknown) => exitWith(log, 'the stop failed', error),
  );
}
