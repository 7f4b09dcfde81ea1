import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { grouped, table } from '../table.js';

type Bucket = Readonly<{ bucket: string; currency: string; loans: number; overdue: string }>;
type Transition = Readonly<{ from: string; to: string; currency: string; loans: number; overdueTo: string }>;
type Flags = ConnectionFlags &
  Readonly<{ asOf?: string; knownOn?: string; from?: string; to?: string; table?: string; json?: boolean }>;

const SERVICE = 'delinquency-classification';

const common = (command: Command): Command =>
  withConnection(command)
    .option('--known-on <date>', 'by what was known at the close of this day')
    .option('--table <id>', 'another bucket table or class scheme that is active')
    .option('--json', 'the answer as it came');

export const bucketsCommand = (env: Environment): Command =>
  common(new Command('buckets').description('Loans and overdue amounts by bucket at the close of a day.'))
    .option('--as-of <date>', 'the day, as YYYY-MM-DD; else the last that has closed')
    .action(async ({ asOf, knownOn, table: ladder, json, ...flags }: Flags) => {
      const query = { asOf, knownOn, table: ladder };
      const connection = await connect(SERVICE, flags, env);
      const said = await ask<{ asOf: string; table: string; buckets: Bucket[] }>(connection, '/v1/portfolio/buckets', {
        query,
      });
      if (json) return print(JSON.stringify(said));
      print(`At the close of ${said.asOf}, by ${said.table}:\n`);
      print(said.buckets.length === 0 ? 'No loans.' : bucketTable(said.buckets));
    });

function bucketTable(buckets: readonly Bucket[]): string {
  const loans = buckets.reduce((sum, row) => sum + row.loans, 0);
  const rows = buckets.map((row) => [
    row.bucket,
    row.currency,
    grouped(row.loans),
    `${((100 * row.loans) / loans).toFixed(2)}%`,
    amount(row.overdue),
  ]);
  const right = true;
  return table(
    [
      { title: 'bucket' },
      { title: 'currency' },
      { title: 'loans', right },
      { title: 'share', right },
      { title: 'overdue', right },
    ],
    rows,
  );
}

export const transitionsCommand = (env: Environment): Command =>
  common(new Command('transitions').description('From which bucket to which loans moved between two days.'))
    .requiredOption('--from <date>', 'the day from which loans are followed')
    .requiredOption('--to <date>', 'the day on which they are looked at again')
    .action(async ({ from, to, knownOn, table: ladder, json, ...flags }: Flags) => {
      const query = { from, to, knownOn, table: ladder };
      const connection = await connect(SERVICE, flags, env);
      const said = await ask<{ table: string; transitions: Transition[] }>(connection, '/v1/portfolio/transitions', {
        query,
      });
      if (json) return print(JSON.stringify(said));
      print(`From the close of ${from} to the close of ${to}, by ${said.table}; loans, one row a bucket of ${from}:\n`);
      print(said.transitions.length === 0 ? 'No loans.' : matrix(said.transitions));
    });

/** Where the loans of each bucket have gone, in loans and in per cent of the row. */
function matrix(transitions: readonly Transition[]): string {
  const froms = named(transitions.map(({ from }) => from));
  const tos = named(transitions.map(({ to }) => to));
  const counts = new Map<string, number>();
  for (const { from, to, loans } of transitions) {
    counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + loans);
  }
  const rows = froms.map((from) => {
    const cells = tos.map((to) => counts.get(`${from} ${to}`) ?? 0);
    const total = cells.reduce((sum, count) => sum + count, 0);
    return [from, ...cells.map((count) => cellOf(count, total)), grouped(total)];
  });
  const columns = [...tos, 'all'].map((title) => ({ title, right: true }));
  return table([{ title: 'from \\ to' }, ...columns], rows);
}

const cellOf = (count: number, total: number): string =>
  count === 0 ? '·' : `${grouped(count)} (${((100 * count) / total).toFixed(1)}%)`;

/** Steps such as M0 to M10 in their own order, then whatever is no step: new loans, and those that have left. */
const named = (names: readonly string[]): string[] =>
  [...new Set(names)].sort(
    (a, b) => Number(isStatus(a)) - Number(isStatus(b)) || a.localeCompare(b, 'en', { numeric: true }),
  );

const isStatus = (name: string): boolean => ['new', 'closed', 'written-off', 'transferred'].includes(name);

const amount = (text: string): string => {
  const [whole = '0', fraction] = text.split('.');
  return fraction === undefined ? grouped(BigInt(whole)) : `${grouped(BigInt(whole))}.${fraction}`;
};
