import { Command } from 'commander';

export type CheckFlags = Readonly<{ sources?: string; all?: boolean }>;

export function contractsCommand(): Command {
  const check = new Command('check')
    .description('Judge a ledger’s messages, one JSON record a line, without a server. Names fields, never values.')
    .argument('<file>', 'an NDJSON file of canonical records')
    .option('--sources <file>', 'the sources file of the installation; else the one of `npm start`')
    .option('--all', 'show every message that is wrong, not only the first ones')
    .addHelpText('after', '\nExit codes: 0 all good, 2 some messages are wrong.')
    .action(async (file: string, flags: CheckFlags) => {
      const { runCheck } = await import('../offline/run-check.js'); // loads a whole service: only where it is needed
      await runCheck(file, flags);
    });
  return new Command('contracts').description('The contract between a ledger and Mora.').addCommand(check);
}
