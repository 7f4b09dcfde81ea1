import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';

type EraseFlags = ConnectionFlags & Readonly<{ reason: string }>;

/** `mora vault`: what is kept of people. */
export function vaultCommand(env: Environment): Command {
  const erase = withConnection(new Command('erase').description('Forget a person: nothing brings the person back.'))
    .argument('<person>', 'the person, as tenant:party')
    .requiredOption('--reason <text>', 'why; it is kept, so name nobody in it')
    .action((person: string, flags: EraseFlags) => erasePerson(person, flags, env));
  return new Command('vault').description('What is kept of people: forget a person.').addCommand(erase);
}

async function erasePerson(person: string, { reason, ...flags }: EraseFlags, env: Environment): Promise<void> {
  const connection = await connect('outreach', flags, env);
  // Whoever repeats the command asks for the same erasure.
  const key = createHash('sha256').update(`erase|${person}|${reason}`).digest('hex');
  const headers = { 'idempotency-key': key };
  const json = { because: reason };
  const path = `/v1/persons/${encodeURIComponent(person)}/erasure`;
  const { outcome } = await ask<{ outcome: string }>(connection, path, { method: 'POST', json, headers });
  print(`${person}: ${outcome}.`);
}
