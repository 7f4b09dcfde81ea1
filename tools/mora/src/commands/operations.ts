import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type Connection, type ConnectionFlags, type ServiceName } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { EXIT, Failure } from '../failure.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { table } from '../table.js';

type Json = Readonly<Record<string, unknown>>;
type Which = Readonly<{ id?: string; reason?: string; loan?: string }>;
type Done = Readonly<{ target: string; outcome: string; detail?: string }>;
type Flags = ConnectionFlags & Readonly<{ service: ServiceName }>;
type WhichFlags = Flags & Which;

const AT = '/v1/operations';

/** `mora dlq`: records that were set aside because nobody can tell whose they are, or what they say. */
export function dlqCommand(env: Environment): Command {
  const list = new Command('list')
    .option('--reason <code>', 'only those of this reason')
    .option('--status <status>', 'open, replayed or discarded', 'open')
    .option('--limit <n>', 'at most so many', '100')
    .action(async ({ reason, status, limit, ...flags }: Flags & Record<string, string>) => {
      const query = { ...(reason !== undefined && { reason }), status: status as string, limit: limit as string };
      show(await ask<Json[]>(await at(flags, env), `${AT}/dead-letters`, { query }), 'dead letters');
    });
  const one = new Command('show').argument('<id>').action(async (id: string, flags: Flags) => {
    showOne(await ask<Json>(await at(flags, env), `${AT}/dead-letters/${encodeURIComponent(id)}`));
  });
  const replay = whichOptions(new Command('replay'))
    .argument('[id]')
    .action(async (id: string | undefined, flags) => {
      told(await act(await at(flags, env), 'dead-letters/replay', which(id, flags)));
    });
  const discard = whichOptions(new Command('discard'))
    .argument('[id]')
    .requiredOption('--because <text>', 'why it may be given up; kept for the auditor')
    .action(async (id: string | undefined, flags: WhichFlags & { because: string }) => {
      told(await act(await at(flags, env), 'dead-letters/discard', { ...which(id, flags), because: flags.because }));
    });
  return group('dlq', 'Dead letters: list, look at, take again, give up.', { list, one, replay, discard });
}

/** `mora parked`: loans whose records wait, in order, behind one that was refused or could not be read. */
export function parkedCommand(env: Environment): Command {
  const list = new Command('list')
    .option('--reason <code>', 'only those of this reason')
    .option('--limit <n>', 'at most so many', '100')
    .action(async ({ reason, limit, ...flags }: Flags & Record<string, string>) => {
      const query = { ...(reason !== undefined && { reason }), limit: limit as string };
      show(await ask<Json[]>(await at(flags, env), `${AT}/parked`, { query }), 'held loans');
    });
  const one = new Command('show').argument('<loan>').action(async (loan: string, flags: Flags) => {
    const { records, ...held } = await ask<Json>(await at(flags, env), `${AT}/parked/${encodeURIComponent(loan)}`);
    showOne(held);
    print();
    show((records ?? []) as Json[], 'waiting records');
  });
  const replay = new Command('replay')
    .argument('[loan]')
    .option('--reason <code>', 'all that are held for this reason')
    .action(async (loan: string | undefined, flags: WhichFlags) => {
      told(await act(await at(flags, env), 'parked/replay', exactlyOne({ loan, reason: flags.reason })));
    });
  const discard = new Command('discard')
    .argument('<loan>')
    .requiredOption('--because <text>', 'why it may be given up; kept for the auditor')
    .action(async (loan: string, { because, ...flags }: Flags & { because: string }) => {
      told(await act(await at(flags, env), 'parked/discard', { loan, because }));
    });
  return group('parked', 'Held loans: list, look at, take again, give up.', { list, one, replay, discard });
}

type Actions = Readonly<Record<'list' | 'one' | 'replay' | 'discard', Command>>;

const SAYS: Readonly<Record<keyof Actions, string>> = {
  list: 'What there is, and why.',
  one: 'One of them. Never what a record holds: only where it came from.',
  replay: 'Take it through the same path again, after its cause was mended.',
  discard: 'Give it up, with a reason. The bytes are kept.',
};

function group(name: string, description: string, actions: Actions): Command {
  const command = new Command(name).description(description);
  for (const [action, one] of Object.entries(actions)) {
    one.description(SAYS[action as keyof Actions]);
    one.option('--service <name>', 'ingestion or delinquency-classification', 'delinquency-classification');
    command.addCommand(withConnection(one));
  }
  return command;
}

const whichOptions = (command: Command): Command =>
  command.option('--reason <code>', 'all of this reason').option('--loan <loan>', 'all of this loan (tenant:loan)');

const at = ({ service, ...flags }: Flags, env: Environment): Promise<Connection> => connect(service, flags, env);

const which = (id: string | undefined, { reason, loan }: Which): Which => exactlyOne({ id, reason, loan });

function exactlyOne(named: Readonly<{ [K in keyof Which]: string | undefined }>): Which {
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  if (given.length === 1) return Object.fromEntries(given) as Which;
  throw new Failure('Name exactly one: its id or loan, or all of a --reason.', EXIT.usage);
}

const act = (connection: Connection, path: string, json: object): Promise<Done[]> =>
  ask<Done[]>(connection, `${AT}/${path}`, { method: 'POST', json });

function told(done: readonly Done[]): void {
  if (done.length === 0) return print('There is none such.');
  const rows = done.map(({ target, outcome, detail = '' }) => [target, outcome, detail]);
  print(table([{ title: 'what' }, { title: 'outcome' }, { title: 'detail' }], rows));
}

/** Rows as they come, their fields as columns. */
function show(rows: readonly Json[], what: string): void {
  if (rows.length === 0) return print(`No ${what}.`);
  const columns = Object.keys(rows[0] as Json);
  print(
    table(
      columns.map((title) => ({ title })),
      rows.map((row) => columns.map((name) => textOf(row[name]))),
    ),
  );
  print(`\n${rows.length} ${what}.`);
}

function showOne(one: Json): void {
  const width = Math.max(...Object.keys(one).map((name) => name.length));
  for (const [name, value] of Object.entries(one)) print(`${name.padEnd(width)}  ${textOf(value)}`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
