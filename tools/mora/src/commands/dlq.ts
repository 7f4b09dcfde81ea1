import { Command } from 'commander';
import type { Environment } from '../config.js';
import { print } from '../output.js';
import { type Place, type PlaceFlags, placesOf, theOne, whoHas } from '../places.js';
import { type Json, showOne, showRows } from '../shown.js';
import { act, AT, BECAUSE, exactlyOne, group, listEverywhere, REASON, type Which } from './operations.js';

type WhichFlags = PlaceFlags & Readonly<{ because?: string; loan?: string }>;

/** `mora dlq`: records that were set aside because nobody can tell whose they are, or what they say. */
export function dlqCommand(env: Environment): Command {
  const list = new Command('list')
    .option(BECAUSE, 'only those of this reason code')
    .option('--status <status>', 'open, replayed or discarded', 'open')
    .option('--limit <n>', 'at most so many of a service', '100')
    .action(async ({ because, status, limit, ...flags }: PlaceFlags & Record<string, string>) => {
      const query = { reason: because, status, limit };
      showRows(await listEverywhere(flags, env, 'dead-letters', query), 'dead letters');
    });
  const one = new Command('show')
    .argument('<id>')
    .action((id: string, flags: PlaceFlags) => showLetter(id, flags, env));
  const replay = whichOptions(new Command('replay'))
    .argument('[id]')
    .action(async (id: string | undefined, flags: WhichFlags) => {
      const which = whichOf(id, flags);
      await act(await placesWith(which, flags, env), 'dead-letters/replay', which);
    });
  const discard = whichOptions(new Command('discard'))
    .argument('[id]')
    .requiredOption(...REASON)
    .action(async (id: string | undefined, flags: WhichFlags & { reason: string }) => {
      const which = whichOf(id, flags);
      const json = { ...which, because: flags.reason };
      await act(await placesWith(which, flags, env), 'dead-letters/discard', json);
    });
  return group('dlq', 'Dead letters: list, look at, take again, give up.', {
    list: [list, 'What there is, and why.'],
    one: [one, 'One of them. Never what a record holds: only where it came from.'],
    replay: [replay, 'Take it through the same path again, after its cause was mended.'],
    discard: [discard, 'Give it up, with a reason. The bytes are kept.'],
  });
}

const whichOptions = (command: Command): Command =>
  command.option(BECAUSE, 'all of this reason code').option('--loan <loan>', 'all of this loan (tenant:loan)');

const whichOf = (id: string | undefined, { because, loan }: WhichFlags): Which =>
  exactlyOne({ id, reason: because, loan });

async function showLetter(id: string, flags: PlaceFlags, env: Environment): Promise<void> {
  const having = await whoHas<Json>(await placesOf(flags, env), pathOf(id));
  for (const [n, { service, found }] of having.entries()) {
    if (n > 0) print();
    showOne({ service, ...found });
  }
}

/** Numbers are a service's own, and another may have the same. */
async function placesWith({ id }: Which, flags: PlaceFlags, env: Environment): Promise<readonly Place[]> {
  const places = await placesOf(flags, env);
  return id === undefined ? places : [await theOne(places, pathOf(id), `Dead letter ${id}`)];
}

const pathOf = (id: string): string => `${AT}/dead-letters/${encodeURIComponent(id)}`;
