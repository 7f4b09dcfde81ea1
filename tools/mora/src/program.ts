import { Command } from 'commander';
import { classifyCommand } from './commands/classify.js';
import { contractsCommand } from './commands/contracts.js';
import { dayCommand } from './commands/day.js';
import { evidenceCommand } from './commands/evidence.js';
import { gapsCommand } from './commands/gaps.js';
import { importCommand } from './commands/import.js';
import { dlqCommand } from './commands/dlq.js';
import { actionsCommand } from './commands/operations.js';
import { negotiationCommand } from './commands/negotiation.js';
import { outboxCommand } from './commands/outbox.js';
import { outreachCommand } from './commands/outreach.js';
import { parkedCommand } from './commands/parked.js';
import { bucketsCommand, transitionsCommand } from './commands/portfolio.js';
import { tokenCommand } from './commands/token.js';
import { vaultCommand } from './commands/vault.js';
import type { Environment } from './config.js';

/** All that `mora` can be asked, before anything is asked. */
export function programOf(env: Environment): Command {
  const program = new Command('mora')
    .description(
      'Mora on the command line: import, days, contracts, classification, outreach, negotiation, evidence, operations.',
    )
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
    evidenceCommand(),
    dlqCommand(env),
    parkedCommand(env),
    outboxCommand(env),
    outreachCommand(env),
    negotiationCommand(env),
    vaultCommand(env),
    actionsCommand(env),
    tokenCommand(env),
  ];
  commands.forEach((command) => program.addCommand(likeParent(command, program)));
  return program;
}

/** Commands that were made by themselves take over how the program ends and what it shows after an error. */
function likeParent(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  command.commands.forEach((inner) => likeParent(inner, command));
  return command;
}
