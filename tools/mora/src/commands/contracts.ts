import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { checkRecords, linesOf, loadSources, type Sources, SourcesFileWrong } from '@mora/ingestion';
import { EXIT, Failure } from '../failure.js';
import { print } from '../output.js';
import { grouped, table } from '../table.js';
import { byReason, type Rejection, rejectionLine } from '../import/rejection.js';

const SHIPPED = fileURLToPath(new URL('../../../start/config/sources.yaml', import.meta.url));
const SHOWN = 20;

type Flags = Readonly<{ sources?: string; all?: boolean }>;

export function contractsCommand(): Command {
  const check = new Command('check')
    .description('Judge a ledger’s messages, one JSON record a line, without a server. Names fields, never values.')
    .argument('<file>', 'an NDJSON file of canonical records')
    .option('--sources <file>', 'the sources file of the installation; else the one of `npm start`')
    .option('--all', 'show every message that is wrong, not only the first ones')
    .addHelpText('after', '\nExit codes: 0 all good, 2 some messages are wrong.')
    .action(run);
  return new Command('contracts').description('The contract between a ledger and Mora.').addCommand(check);
}

async function run(file: string, { sources = SHIPPED, all = false }: Flags): Promise<void> {
  await access(file).catch(() => {
    throw new Failure(`There is no file ${file}.`, EXIT.usage);
  });
  const { good, bad } = await judge(file, await sourcesOf(sources));
  bad.slice(0, all ? undefined : SHOWN).forEach((one) => print(rejectionLine(one)));
  if (!all && bad.length > SHOWN) print(`… and ${grouped(bad.length - SHOWN)} more; --all shows them.`);
  if (bad.length > 0) print();
  const rows = [...good].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => [type, grouped(count), '']);
  const wrong = byReason(bad).map(([name, count]) => [name, '', grouped(count)]);
  if (rows.length + wrong.length === 0) return print('The file holds no message.');
  print(
    table([{ title: 'message' }, { title: 'good', right: true }, { title: 'wrong', right: true }], [...rows, ...wrong]),
  );
  if (bad.length > 0) process.exitCode = EXIT.rejections;
}

async function judge(file: string, sources: Sources) {
  const good = new Map<string, number>();
  const bad: Rejection[] = [];
  for await (const verdict of checkRecords(linesOf(createReadStream(file)), sources)) {
    if (verdict.kind === 'good') good.set(verdict.type, (good.get(verdict.type) ?? 0) + 1);
    else bad.push({ line: verdict.line, column: verdict.field, reason: verdict.reason, message: verdict.message });
  }
  return { good, bad };
}

const sourcesOf = (file: string): Promise<Sources> =>
  loadSources(file).catch((error: unknown) => {
    if (error instanceof SourcesFileWrong) throw new Failure(`${file}: ${error.message}`, EXIT.usage);
    throw new Failure(`The sources file ${file} cannot be read.`, EXIT.usage);
  });
