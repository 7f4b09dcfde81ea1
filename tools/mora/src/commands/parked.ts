import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { print } from '../output.js';
import { type PlaceFlags, placesOf, theOne, whoHas } from '../places.js';
import { type Json, showOne, showRows } from '../shown.js';
import { act, AT, BECAUSE, exactlyOne, group, listEverywhere, REASON } from './operations.js';

type Held = Json & Readonly<{ heldAt: string; attempts: number; records?: readonly Json[] }>;

/** `mora parked`: loans whose records wait, in order, behind one that was refused or could not be read. */
export function parkedCommand(env: Environment): Command {
  const list = new Command('list')
    .option(BECAUSE, 'only those of this reason code')
    .option('--limit <n>', 'at most so many of a service', '100')
    .action(async ({ because, limit, ...flags }: PlaceFlags & Record<string, string>) => {
      showRows(await listEverywhere(flags, env, 'parked', { reason: because, limit }), 'held loans');
    });
  const one = new Command('show')
    .argument('<loan>')
    .action((loan: string, flags: PlaceFlags) => showHeld(loan, flags, env));
  const replay = new Command('replay')
    .argument('[loan]')
    .option(BECAUSE, 'all that are held for this reason code')
    .action(async (loan: string | undefined, flags: PlaceFlags & { because?: string }) => {
      await act(await placesOf(flags, env), 'parked/replay', exactlyOne({ loan, reason: flags.because }));
    });
  const discard = new Command('discard')
    .argument('<loan>')
    .requiredOption(...REASON)
    .action((loan: string, flags: PlaceFlags & { reason: string }) => discardHead(loan, flags, env));
  return group('parked', 'Held loans: list, look at, take again, give up.', {
    list: [list, 'What there is, and why.'],
    one: [one, 'One of them, and what waits. Never what a record holds: only where it came from.'],
    replay: [replay, 'Take what waits through the same path again, after its cause was mended.'],
    discard: [discard, 'Give up the record that holds the loan, with a reason. The bytes are kept.'],
  });
}

async function showHeld(loan: string, flags: PlaceFlags, env: Environment): Promise<void> {
  for (const [n, { service, found }] of (await whoHas<Held>(await placesOf(flags, env), pathOf(loan))).entries()) {
    const { records = [], ...held } = found;
    if (n > 0) print();
    showOne({ service, ...held });
    print();
    showRows(records, 'waiting records');
  }
}

async function discardHead(loan: string, { reason, ...flags }: PlaceFlags & { reason: string }, env: Environment) {
  const held = await theOne<Held>(await placesOf(flags, env), pathOf(loan), loan);
  const { heldAt, attempts, records } = held.found;
  // Of the same hold one record is given up, however often the command is repeated.
  const hold = [held.service, loan, heldAt, attempts, records?.[0]?.['eventId'], reason].join('|');
  const key = createHash('sha256').update(hold).digest('hex');
  await act([held], 'parked/discard', { loan, because: reason }, key);
}

const pathOf = (loan: string): string => `${AT}/parked/${encodeURIComponent(loan)}`;
