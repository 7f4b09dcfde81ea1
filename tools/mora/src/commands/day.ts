import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { grouped, table } from '../table.js';

type Amounts = readonly Readonly<{ currency: string; amount: string }>[];
type Figures = Readonly<{ records: number; totals: Amounts }>;
type SourceState = Readonly<{
  source: string;
  partition?: number;
  state: string;
  from?: string;
  through?: string;
  declared?: Figures;
  counted?: Figures;
}>;
type DayState = Readonly<{
  openDay: string | null;
  day: string | null;
  state: string;
  sources: readonly SourceState[];
}>;

export function dayCommand(env: Environment): Command {
  const day = new Command('day').description('The business day: how its sources stand, and closing it by hand.');
  const show = new Command('show').description('What each source has declared and what came, for the open day.');
  const close = new Command('close').description('Close the open day whatever its sources say. It is written down.');
  withConnection(show.argument('[date]', 'another day than the open one'));
  withConnection(close.argument('<date>', 'the open day, as YYYY-MM-DD').requiredOption('--reason <text>', 'why'));
  show.action((date: string | undefined, flags: ConnectionFlags) => showDay(date, flags, env));
  close.option('--through <date>', 'close every day up to this one as well');
  close.action((date: string, flags: CloseFlags) => closeDays(date, flags, env));
  return day.addCommand(show).addCommand(close);
}

async function showDay(date: string | undefined, flags: ConnectionFlags, env: Environment): Promise<void> {
  const state = await ask<DayState>(await connect('ingestion', flags, env), '/v1/days', { query: { date } });
  if (state.day === null) return print('No business day is open yet: the first record opens its own.');
  print(`${state.day} is ${state.state}${state.day === state.openDay ? '' : ` (open: ${state.openDay ?? 'none'})`}.`);
  if (state.sources.length === 0) return print('No source is waited for on this day.');
  print();
  print(
    table(
      [
        { title: 'source' },
        { title: 'state' },
        { title: 'declared', right: true },
        { title: 'counted', right: true },
        { title: 'declared amounts', right: true },
        { title: 'counted amounts', right: true },
      ],
      state.sources.map(sourceRow),
    ),
  );
}

function sourceRow({ source, partition, state, declared, counted }: SourceState): readonly string[] {
  const name = partition === undefined ? source : `${source} (partition ${partition})`;
  return [name, state, countOf(declared), countOf(counted), amountsOf(declared), amountsOf(counted)];
}

const countOf = (figures?: Figures): string => (figures === undefined ? '–' : grouped(figures.records));
const amountsOf = (figures?: Figures): string =>
  figures === undefined ? '–' : figures.totals.map(({ amount, currency }) => `${amount} ${currency}`).join(', ') || '0';

type CloseFlags = ConnectionFlags & Readonly<{ reason: string; through?: string }>;

async function closeDays(date: string, { reason, through, ...flags }: CloseFlags, env: Environment): Promise<void> {
  // The same days are closed once for the same reason, however often the command is repeated.
  const key = createHash('sha256')
    .update(`${date}|${through ?? date}|${reason}`)
    .digest('hex');
  const answer = await ask<{ closed: readonly string[]; openDay: string | null }>(
    await connect('ingestion', flags, env),
    `/v1/days/${encodeURIComponent(date)}/close`,
    {
      method: 'POST',
      json: { reason, ...(through !== undefined && { through }) },
      headers: { 'idempotency-key': key },
    },
  );
  const { closed } = answer;
  print(`Closed ${closed.length === 1 ? closed[0] : `${closed.length} days, ${closed[0]} to ${closed.at(-1)}`}.`);
  print(`The open day is ${answer.openDay ?? 'none'}.`);
}
