import { Command } from 'commander';

export type ClassifyFlags = Readonly<{ policy?: string; policyFolder?: string; sources?: string; events: string }>;

export const classifyCommand = (): Command =>
  new Command('classify')
    .description(
      'Run the rules over a file, offline: after each day close one JSON line a loan on stdout. The lines are records of ' +
        'ledgers, which go through the intake first, or events of the loan stream.',
    )
    .requiredOption('--events <file>', 'an NDJSON file: ledger.* records, or mora.loan.* events with their day marks')
    .option('--policy <ids>', 'policies by id or as files, with commas: m-table,policies/class-schemes/ours.json')
    .option('--policy-folder <dir>', 'policies of your own; else the ones that come with Mora')
    .option('--sources <file>', 'what was agreed with the ledgers; else that of `npm start`')
    .addHelpText('after', '\nExit codes: 0 done, 2 some records were rejected, or hold their loans.')
    .action(async (flags: ClassifyFlags) => {
      const { runClassify } = await import('../offline/run-classify.js'); // loads a whole service: only where it is needed
      await runClassify(flags);
    });
