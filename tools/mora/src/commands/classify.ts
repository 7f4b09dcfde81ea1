import { Command } from 'commander';

export type ClassifyFlags = Readonly<{ policy?: string; policyFolder?: string; events: string }>;

export const classifyCommand = (): Command =>
  new Command('classify')
    .description(
      'Run the rules over a file of canonical loan events, offline: after each day close one JSON line a loan on stdout.',
    )
    .requiredOption('--events <file>', 'an NDJSON file of CloudEvents as on the loan stream, day marks included')
    .option('--policy <ids>', 'bucket tables and class schemes, with commas: m-table,prc-five-tier')
    .option('--policy-folder <dir>', 'policies of your own; else the ones that come with Mora')
    .addHelpText('after', '\nExit codes: 0 done, 2 some loans are held because a record was refused.')
    .action(async (flags: ClassifyFlags) => {
      const { runClassify } = await import('../offline/run-classify.js'); // loads a whole service: only where it is needed
      await runClassify(flags);
    });
