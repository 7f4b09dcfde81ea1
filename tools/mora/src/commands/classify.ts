import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { classify, LineUnreadable, loadPolicies, type Policies } from '@mora/delinquency-classification';
import { EXIT, Failure } from '../failure.js';

type Flags = Readonly<{ policy?: string; policyFolder?: string; events: string }>;

export const classifyCommand = (): Command =>
  new Command('classify')
    .description(
      'Run the rules over a file of canonical loan events, offline: after each day close one JSON line a loan on stdout.',
    )
    .requiredOption('--events <file>', 'an NDJSON file of CloudEvents as on the loan stream, day marks included')
    .option('--policy <ids>', 'bucket tables and class schemes, with commas: m-table,prc-five-tier')
    .option('--policy-folder <dir>', 'policies of your own; else the ones that come with Mora')
    .addHelpText('after', '\nExit codes: 0 done, 2 some loans are held because a record was refused.')
    .action(run);

async function run({ policy, policyFolder, events }: Flags): Promise<void> {
  await access(events).catch(() => {
    throw new Failure(`There is no file ${events}.`, EXIT.usage);
  });
  const lines = createInterface({ input: createReadStream(events), crlfDelay: Infinity });
  const result = await classify(lines, policiesOf(policy, policyFolder), write).catch((error: unknown) => {
    if (error instanceof LineUnreadable) throw new Failure(`${events}: ${error.message}`);
    throw error;
  });
  const { events: taken, days, loans, held } = result;
  process.stderr.write(`${taken} events, ${days} days, ${loans} loans, ${held} held.\n`);
  if (held > 0) process.exitCode = EXIT.rejections;
}

/** Waits where the reader of the output is slower than the rules. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

function policiesOf(ids: string | undefined, folder: string | undefined): Policies {
  try {
    if (ids === undefined) return loadPolicies(folder);
    const names = ids.split(',');
    const { set } = loadPolicies(folder);
    const known = (ladders: readonly { id: string }[]) => names.filter((name) => ladders.some(({ id }) => id === name));
    return loadPolicies(folder, { tables: known(set.tables), schemes: known(set.schemes) });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), EXIT.usage);
  }
}
