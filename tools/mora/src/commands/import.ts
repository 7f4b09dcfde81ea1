import { access, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { FileWrong, loadProfile, type Profile, ProfileWrong } from '@mora/ingestion';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { EXIT, Failure } from '../failure.js';
import { importFile } from '../import/import-file.js';
import { summaryOf } from '../import/summary.js';
import { print } from '../output.js';

type Flags = ConnectionFlags & Readonly<{ profile: string; close?: boolean; rejects?: string }>;

const SHIPPED = fileURLToPath(new URL('../../../../services/ingestion/profiles/', import.meta.url));

export const importCommand = (env: Environment): Command =>
  withConnection(
    new Command('import')
      .description('Send the records of a file to ingestion, by a mapping profile. Run it again at any time.')
      .argument('<file>', 'a CSV or NDJSON file')
      .requiredOption('--profile <name>', 'a profile that comes with Mora, or a YAML file of your own')
      .option('--close', 'then close the business days of the file, with counts and control totals')
      .option('--rejects <file>', 'write every rejection into a file, as JSON lines')
      .addHelpText('after', '\nExit codes: 0 all taken, 1 failed, 2 some rows or records were rejected.'),
  ).action((file: string, flags: Flags) => run(file, flags, env));

async function run(file: string, flags: Flags, env: Environment): Promise<void> {
  await access(file).catch(() => {
    throw new Failure(`There is no file ${file}.`, EXIT.usage);
  });
  const profile = await profileOf(flags.profile);
  const connection = await connect('ingestion', flags, env);
  print(`Importing ${file} by profile ${profile.profile} (version ${profile.version}) to ${connection.url}`);
  const began = performance.now();
  const options = { close: flags.close === true, output: process.stdout };
  const result = await importFile(file, profile, connection, options).catch(readable);
  const { rejections } = result;
  if (flags.rejects !== undefined)
    await writeFile(flags.rejects, rejections.map((r) => `${JSON.stringify(r)}\n`).join(''));
  print(summaryOf(result, (performance.now() - began) / 1000, flags.rejects ?? null));
  if (rejections.length > 0) process.exitCode = EXIT.rejections;
}

/** By the name of a profile that is shipped, or by the path of any other. */
async function profileOf(name: string): Promise<Profile> {
  const shipped = /^[a-z0-9-]+$/.test(name) ? `${SHIPPED}${name}.yaml` : name;
  const path = await access(shipped).then(
    () => shipped,
    () => name,
  );
  return loadProfile(path).catch((error: unknown) => {
    if (error instanceof ProfileWrong) throw new Failure(`${path}: ${error.message}`, EXIT.usage);
    throw new Failure(`There is no profile ${name}, neither in ${SHIPPED} nor as a file.`, EXIT.usage);
  });
}

function readable(error: unknown): never {
  if (error instanceof FileWrong) throw new Failure(error.message, EXIT.usage);
  throw error;
}
