import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const POLL_MS = 100;
const ORPHAN_LIMIT_MS = 10_000;

/** What stands in the way of a start, in words for whoever typed the command. */
export class CannotStart extends Error {}

/**
 * Makes the folder ready for one process: nobody else runs on it, it is empty if it is to be fresh, and a database
 * server that a killed run has left behind is stopped.
 */
export async function prepareFolder(folder: string, fresh: boolean): Promise<void> {
  await refuseWhereRunning(folder);
  await stopOrphan(join(folder, 'postgres', 'data', 'postmaster.pid'));
  if (fresh) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755); // the server of a root user runs as another one, which must get through
}

async function refuseWhereRunning(folder: string): Promise<void> {
  const run = await readFile(runFileOf(folder), 'utf8').catch(() => null);
  if (run === null) return;
  const { pid } = JSON.parse(run) as { pid: number };
  if (await isRunning(pid, 'node')) {
    throw new CannotStart(`Mora runs already on ${folder} (process ${pid}). Stop it, or take another --folder.`);
  }
}

async function stopOrphan(pidFile: string): Promise<void> {
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0) || !(await isRunning(pid, 'postgres'))) return;
  process.kill(pid, 'SIGINT'); // PostgreSQL's fast shutdown: clients are cut off, the data is written
  const until = Date.now() + ORPHAN_LIMIT_MS;
  while (await isRunning(pid, 'postgres')) {
    if (Date.now() > until) throw new CannotStart(`A PostgreSQL of an earlier run (process ${pid}) does not end.`);
    await sleep(POLL_MS);
  }
}

/** Progress is kept by the log it was made on, so a folder stays with its bus. Throws CannotStart where it changes. */
export async function rememberBus(folder: string, bus: 'embedded' | 'kafka'): Promise<void> {
  const file = join(folder, 'bus');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null && known !== bus) {
    throw new CannotStart(`${folder} holds data of a run on the ${known} bus. Add --fresh, or take another --folder.`);
  }
  await writeFile(file, bus);
}

/** A process id is given again to others after a while, so the program's name is asked for too. */
async function isRunning(pid: number, program: string): Promise<boolean> {
  const names = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null);
  return names?.stdout.includes(program) ?? false;
}

const runFileOf = (folder: string): string => join(folder, 'run.json');

/** What the `mora` command needs in order to find and to enter the system that runs here. */
export type RunFile = Readonly<{
  pid: number;
  tenant: string;
  issuer: string;
  /** Of the token that the banner prints, and of those that `mora` asks for. */
  roles: readonly string[];
  services: Readonly<Record<string, string>>;
}>;

/** Readable by its owner alone: whoever reaches the issuer named in it may be anybody. */
export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  await rm(runFileOf(folder), { force: true });
  await writeFile(runFileOf(folder), `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
}

export const removeRunFile = (folder: string): Promise<void> => rm(runFileOf(folder), { force: true });
