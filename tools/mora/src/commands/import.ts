import { Command } from 'commander';
import type { Environment } from '../config.js';
import type { ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';

export type ImportFlags = ConnectionFlags &
  Readonly<{ profile: string; close?: boolean; rejects?: string; classificationUrl?: string }>;

export const importCommand = (env: Environment): Command =>
  withConnection(
    new Command('import')
      .description(
        'Send the records of a file to ingestion, those about people to outreach, and plans from before Mora to negotiation. Run it again at any time.',
      )
      .argument('<file>', 'a CSV or NDJSON file')
      .requiredOption(
        '--profile <name>',
        'a profile that comes with Mora, a YAML file of your own, `canonical` or `negotiation-history`',
      )
      .option('--close', 'then close the business days of the file, with counts and totals, and wait until they are')
      .option('--classification-url <url>', 'where to see that, if --url is given; else as for other commands')
      .option('--rejects <file>', 'write every rejection into a file, as JSON lines')
      .addHelpText('after', '\nExit codes: 0 all taken, 1 failed, 2 some rows or records were rejected.'),
  ).action(async (file: string, flags: ImportFlags) => {
    const { runImport } = await import('../import/run-import.js'); // loads a whole service: only where it is needed
    await runImport(file, flags, env);
  });
