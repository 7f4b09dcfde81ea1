import { CommanderError } from 'commander';
import { readEnvironment } from './config.js';
import { EXIT, Failure } from './failure.js';
import { programOf } from './program.js';

try {
  // `mora`: the command line of operators and ledger teams.
  await programOf(readEnvironment()).parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  process.exitCode = told(error);
}

/** Failures in words; a fault of ours with its stack. */
function told(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof Failure) {
    process.stderr.write(`mora: ${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`mora: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failed;
}
