import { access, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FileWrong, loadProfile, type Profile, ProfileWrong } from '@mora/ingestion';
import { partyOfRow } from '@mora/outreach';
import type { ImportFlags } from '../commands/import.js';
import type { Environment } from '../config.js';
import { connect, type Connection } from '../connection.js';
import { EXIT, Failure } from '../failure.js';
import { print } from '../output.js';
import { CANONICAL, type Door, importFile, LEDGER_DOOR } from './import-file.js';
import { summaryOf } from './summary.js';
import { waitForClose } from './wait-for-close.js';

const SHIPPED = ['ingestion', 'outreach'].map((service) =>
  fileURLToPath(new URL(`../../../../services/${service}/profiles/`, import.meta.url)),
);
/** Records about people go to outreach, which seals them, and to nobody else. */
const PEOPLE_DOOR: Door = { service: 'outreach', path: '/v1/parties', shape: partyOfRow };
/** Not a mapping: plans and negotiations from before Mora, a line each as the door of negotiation takes them. */
const HISTORY = 'negotiation-history';
const HISTORY_DOOR: Door = { service: 'negotiation', path: '/v1/cut-over', shape: (line) => line };
const OF_PEOPLE = /^ledger\.part(y|ies)-/;

/** Imports a file, prints what came of it, and sets the exit code. */
export async function runImport(file: string, flags: ImportFlags, env: Environment): Promise<void> {
  await access(file).catch(() => {
    throw new Failure(`There is no file ${file}.`, EXIT.usage);
  });
  const asItIs = flags.profile === CANONICAL || flags.profile === HISTORY;
  const profile = asItIs ? CANONICAL : await profileOf(flags.profile);
  const door = flags.profile === HISTORY ? HISTORY_DOOR : doorOf(profile);
  if (door !== LEDGER_DOOR && flags.close === true)
    throw new Failure('Only records of a ledger close business days: leave --close out.', EXIT.usage);
  if (profile === CANONICAL && flags.close === true)
    throw new Failure(
      'A file of canonical records closes its days itself, by its own records: leave --close out.',
      EXIT.usage,
    );
  const connection = await connect(door.service, flags, env);
  const by = profile === CANONICAL ? flags.profile : `${profile.profile} (version ${profile.version})`;
  print(`Importing ${file} by profile ${by} to ${connection.url}`);
  const began = performance.now();
  const options = { close: flags.close === true, output: process.stdout, door };
  const result = await importFile(file, profile, connection, options).catch(readable);
  const { rejections } = result;
  if (flags.rejects !== undefined)
    await writeFile(flags.rejects, rejections.map((r) => `${JSON.stringify(r)}\n`).join(''));
  print(summaryOf(result, (performance.now() - began) / 1000, flags.rejects ?? null));
  const last = result.closedDays.toSorted().at(-1);
  if (last !== undefined) {
    print();
    await waitForClose(last, connection, await classificationOf(flags, env), print);
  }
  if (rejections.length > 0) process.exitCode = EXIT.rejections;
}

/** Null where nothing says where classification is: `--url` is of ingestion. */
async function classificationOf(
  { url: _url, classificationUrl, ...flags }: ImportFlags,
  env: Environment,
): Promise<Connection | null> {
  const named = classificationUrl === undefined ? {} : { url: classificationUrl };
  return connect('delinquency-classification', { ...flags, ...named }, env).catch((error: unknown) => {
    if (error instanceof Failure) return null;
    throw error;
  });
}

/** By the name of a profile that is shipped, or by the path of any other. */
async function profileOf(name: string): Promise<Profile> {
  const path = await shippedPath(name);
  return loadProfile(path).catch((error: unknown) => {
    if (error instanceof ProfileWrong) throw new Failure(`${path}: ${error.message}`, EXIT.usage);
    throw new Failure(`There is no profile ${name}, neither in ${SHIPPED.join(' or ')} nor as a file.`, EXIT.usage);
  });
}

async function shippedPath(name: string): Promise<string> {
  if (!/^[a-z0-9-]+$/.test(name)) return name;
  for (const folder of SHIPPED) {
    const path = `${folder}${name}.yaml`;
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return name;
}

const doorOf = (profile: Profile | typeof CANONICAL): Door =>
  profile !== CANONICAL && profile.records.every(({ type }) => OF_PEOPLE.test(type)) ? PEOPLE_DOOR : LEDGER_DOOR;

function readable(error: unknown): never {
  if (error instanceof FileWrong) throw new Failure(error.message, EXIT.usage);
  throw error;
}
