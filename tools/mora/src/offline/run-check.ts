import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { checkRecords, linesOf, type Sources } from '@mora/ingestion';
import type { CheckFlags } from '../commands/contracts.js';
import { EXIT, Failure } from '../failure.js';
import { byReason, type Rejection, rejectionLine } from '../import/rejection.js';
import { print } from '../output.js';
import { grouped, table } from '../table.js';
import { SHIPPED_SOURCES, sourcesOf } from './sources-of.js';

const SHOWN = 20;

/** Judges a file of messages, prints what is wrong, and sets the exit code. */
export async function runCheck(file: string, { sources = SHIPPED_SOURCES, all = false }: CheckFlags): Promise<void> {
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
