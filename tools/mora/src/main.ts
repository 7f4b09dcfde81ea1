import { Command, CommanderError } from 'commander';
import { importCommand } from './commands/import.js';
import { tokenCommand } from './commands/token.js';
import { readEnvironment } from './config.js';
import { EXIT, Failure } from './failure.js';

/** `mora`: the command line of operators and ledger teams. */
async function main(argv: readonly string[]): Promise<void> {
  const env = readEnvironment();
  const program = new Command('mora')
    .description('Mora on the command line: import, days, contracts, classification, operations.')
    .showHelpAfterError('(add --help for how it is used)')
    .exitOverride();
  for (const command of [importCommand(env), tokenCommand(env)]) {
    program.addCommand(command.exitOverride().copyInheritedSettings(program));
  }
  await program.parseAsync(argv, { from: 'user' });
}

try {
  await main(process.argv.slice(2));
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
