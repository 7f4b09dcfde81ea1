import { Command, CommanderError } from 'commander';
import { classifyCommand } from './commands/classify.js';
import { contractsCommand } from './commands/contracts.js';
import { dayCommand } from './commands/day.js';
import { gapsCommand } from './commands/gaps.js';
import { importCommand } from './commands/import.js';
import { dlqCommand, parkedCommand } from './commands/operations.js';
import { bucketsCommand, transitionsCommand } from './commands/portfolio.js';
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
  const commands = [
    importCommand(env),
    dayCommand(env),
    gapsCommand(env),
    bucketsCommand(env),
    transitionsCommand(env),
    contractsCommand(),
    classifyCommand(),
    dlqCommand(env),
    parkedCommand(env),
    tokenCommand(env),
  ];
  commands.forEach((command) => program.addCommand(likeParent(command, program)));
  await program.parseAsync(argv, { from: 'user' });
}

/** Commands that were made by themselves take over how the program ends and what it shows after an error. */
function likeParent(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  command.commands.forEach((inner) => likeParent(inner, command));
  return command;
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
