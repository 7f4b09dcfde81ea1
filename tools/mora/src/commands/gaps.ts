import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { grouped, table } from '../table.js';

type Gap = Readonly<{
  loan: string;
  source: string;
  lastTaken: number | null;
  waiting: Readonly<{ from: number; to: number; records: number }>;
  since: string;
  expired: boolean;
}>;
type SkipFlags = ConnectionFlags & Readonly<{ reason: string }>;

export function gapsCommand(env: Environment): Command {
  const gaps = new Command('gaps').description(
    'Loans that wait for a record which the ledger numbered and never sent.',
  );
  const list = withConnection(new Command('list').description('What waits, and since when.'));
  const skip = new Command('skip').description('Go on without the missing records. It is written down.');
  withConnection(skip.argument('<loan>', 'the loan, as tenant:loan').requiredOption('--reason <text>', 'why'));
  list.option('--after <loan>', 'the last loan of the page before');
  list.action((flags: ConnectionFlags & { after?: string }) => listGaps(flags, env));
  skip.action((loan: string, flags: SkipFlags) => skipGap(loan, flags, env));
  return gaps.addCommand(list).addCommand(skip);
}

async function listGaps({ after, ...flags }: ConnectionFlags & { after?: string }, env: Environment): Promise<void> {
  const connection = await connect('ingestion', flags, env);
  const { gaps } = await ask<{ gaps: readonly Gap[] }>(connection, '/v1/gaps', { query: { after } });
  if (gaps.length === 0) return print('No loan waits for a missing record.');
  print(
    table(
      [
        { title: 'loan' },
        { title: 'source' },
        { title: 'last taken', right: true },
        { title: 'waiting' },
        { title: 'records', right: true },
        { title: 'since' },
        { title: 'expired' },
      ],
      gaps.map(gapRow),
    ),
  );
}

const gapRow = ({ loan, source, lastTaken, waiting, since, expired }: Gap): readonly string[] => [
  loan,
  source,
  lastTaken === null ? '–' : String(lastTaken),
  `${waiting.from} to ${waiting.to}`,
  grouped(waiting.records),
  since,
  expired ? 'yes' : 'no',
];

async function skipGap(loan: string, { reason, ...flags }: SkipFlags, env: Environment): Promise<void> {
  const connection = await connect('ingestion', flags, env);
  const before = await ask<{ gaps: readonly Gap[] }>(connection, '/v1/gaps', { query: { after: justBefore(loan) } });
  const gap = before.gaps.find((candidate) => candidate.loan === loan);
  // The same gap of the same loan is skipped once, however often the command is repeated.
  const key = createHash('sha256').update(`${loan}|${gap?.lastTaken}|${gap?.waiting.from}`).digest('hex');
  const headers = { 'idempotency-key': key };
  const json = { loan, reason };
  const answer = await ask<{ outcome: string }>(connection, '/v1/gaps/skip', { method: 'POST', json, headers });
  print(`${loan}: ${answer.outcome}.`);
}

/** Pages are asked for by the loan before; this sorts before the loan itself and behind all that are less. */
const justBefore = (loan: string): string => loan.slice(0, -1);
