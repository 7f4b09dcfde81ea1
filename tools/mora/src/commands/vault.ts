import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { withConnection } from '../connection-flags.js';
import { EXIT, Failure } from '../failure.js';
import { ask, Missing } from '../http.js';
import { print } from '../output.js';
import { type Place, placesOf, type PlaceFlags } from '../places.js';

type EraseFlags = PlaceFlags & Readonly<{ reason: string }>;

/**
 * Who keeps a vault, in the order in which they are asked to forget: outreach knows of every debt and claim, so that
 * where it refuses nobody has forgotten anything.
 */
const KEEPERS = ['outreach', 'negotiation'] as const;
const SERVICE = 'only the vault of one service: outreach or negotiation';

/** `mora vault`: what is kept of people. */
export function vaultCommand(env: Environment): Command {
  const erase = withConnection(new Command('erase').description('Forget a person: nothing brings the person back.'))
    .argument('<person>', 'the person, as tenant:party')
    .requiredOption('--reason <text>', 'why; it is kept, so name nobody in it')
    .option('--service <name>', SERVICE)
    .action((person: string, flags: EraseFlags) => erasePerson(person, flags, env));
  const rewrap = withConnection(
    new Command('rewrap').description('Wrap the keys of persons with the current key, after it was rotated.'),
  )
    .option('--service <name>', SERVICE)
    .action((flags: PlaceFlags) => rewrapKeys(flags, env));
  return new Command('vault')
    .description('What is kept of people: forget a person, take a new key.')
    .addCommand(erase)
    .addCommand(rewrap);
}

/** Whoever may not forget yet says so, and is asked again another day; whoever has forgotten says so again. */
async function erasePerson(person: string, { reason, ...flags }: EraseFlags, env: Environment): Promise<void> {
  // Whoever repeats the command asks for the same erasure.
  const key = createHash('sha256').update(`erase|${person}|${reason}`).digest('hex');
  const asked = { method: 'POST', json: { because: reason }, headers: { 'idempotency-key': key } } as const;
  const path = `/v1/persons/${encodeURIComponent(person)}/erasure`;
  let missing: Missing | null = null;
  let done = 0;
  for (const { service, connection } of await keepersOf(flags, env)) {
    try {
      const { outcome } = await ask<{ outcome: string }>(connection, path, asked);
      print(`${person}: ${outcome} in ${service}.`);
      done += 1;
    } catch (error) {
      // Of whom one knows nothing, another may still keep something.
      if (!(error instanceof Missing)) throw error;
      missing = error;
      print(`${person}: unknown in ${service}.`);
    }
  }
  if (done === 0 && missing !== null) throw missing;
}

async function rewrapKeys(flags: PlaceFlags, env: Environment): Promise<void> {
  for (const { service, connection } of await keepersOf(flags, env)) {
    const { keys } = await ask<{ keys: number }>(connection, '/v1/vault/rewrap', { method: 'POST' });
    print(`${service}: ${keys} keys wrapped anew.`);
  }
}

async function keepersOf({ service, ...flags }: PlaceFlags, env: Environment): Promise<readonly Place[]> {
  const names = service === undefined ? KEEPERS : KEEPERS.filter((name) => name === service);
  if (names.length === 0) throw new Failure(`${service} keeps no vault. ${KEEPERS.join(' and ')} do.`, EXIT.usage);
  if (flags.url !== undefined && service === undefined) {
    throw new Failure('One address is of one service: name it by --service.', EXIT.usage);
  }
  const places = await Promise.all(names.map((name) => placesOf({ ...flags, service: name }, env)));
  return places.flat();
}
