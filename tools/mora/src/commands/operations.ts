import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { withConnection } from '../connection-flags.js';
import { EXIT, Failure } from '../failure.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { type Place, type PlaceFlags, placesOf } from '../places.js';
import { type Json, showRows } from '../shown.js';
import { table } from '../table.js';

/** Which ones, in the words of the HTTP door: there a reason code is `reason`, and why one acts is `because`. */
export type Which = Readonly<{ id?: string; reason?: string; loan?: string }>;
type Done = Readonly<{ target: string; outcome: string; detail?: string }>;

export const AT = '/v1/operations';
/** Of a list or a replay: the reason code for which records were set aside or loans are held. */
export const BECAUSE = '--because <code>';
/** Of what is given up: why, in a person's words. */
export const REASON = ['--reason <text>', 'why it may be given up; kept for the auditor'] as const;

export function group(
  name: string,
  description: string,
  actions: Readonly<Record<string, readonly [Command, string]>>,
) {
  const command = new Command(name).description(description);
  for (const [one, says] of Object.values(actions)) {
    one.description(says);
    one.option('--service <name>', 'only ingestion, or only delinquency-classification; else both are asked');
    command.addCommand(withConnection(one));
  }
  return command;
}

/** What all places list, each row with the service that it is from. */
export async function listEverywhere(
  flags: PlaceFlags,
  env: Environment,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Promise<readonly Json[]> {
  const rows = (await placesOf(flags, env)).map(async ({ service, connection }) =>
    (await ask<Json[]>(connection, `${AT}/${path}`, { query })).map((row) => ({ service, ...row })),
  );
  return (await Promise.all(rows)).flat();
}

/** Does it in every place, and shows what came of it. With the same key a place does it once. */
export async function act(
  places: readonly Place[],
  path: string,
  json: object,
  key: string = randomUUID(),
): Promise<void> {
  const headers = { 'idempotency-key': key };
  const rows: string[][] = [];
  for (const { service, connection } of places) {
    const done = await ask<Done[]>(connection, `${AT}/${path}`, { method: 'POST', json, headers });
    rows.push(...done.map(({ target, outcome, detail = '' }) => [service, target, outcome, detail]));
  }
  if (rows.length === 0) return print('There is none such.');
  print(table([{ title: 'service' }, { title: 'what' }, { title: 'outcome' }, { title: 'detail' }], rows));
}

export function exactlyOne(named: Readonly<{ [K in keyof Which]: string | undefined }>): Which {
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  if (given.length === 1) return Object.fromEntries(given) as Which;
  throw new Failure('Name exactly one: its id or loan, or all of a --because.', EXIT.usage);
}

/** `mora actions`: what operators did, and why. */
export function actionsCommand(env: Environment): Command {
  const list = new Command('list')
    .option('--limit <n>', 'at most so many of a service', '100')
    .action(async ({ limit, ...flags }: PlaceFlags & { limit: string }) => {
      const rows = await listEverywhere(flags, env, 'actions', { limit });
      showRows(
        rows.toSorted((a, b) => String(b['at']).localeCompare(String(a['at']))),
        'actions of operators',
      );
    });
  const says = 'The latest first, with who, what and why. For auditors.';
  return group('actions', 'What operators did to dead letters, held loans and gaps.', { list: [list, says] });
}
