import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@mora/postgres';
import { runCommand, runs } from './command.js';
import { type BrokerProcess, READY_LINE, START_LIMIT_MS } from './running-kafka.js';
import { nodeSettings } from './settings.js';

const HOME = fileURLToPath(new URL('..', import.meta.url));
const LIB = join(HOME, 'lib');
const CLASS_PATH = ['-cp', join(LIB, '*')];
const QUIET = `-Dlog4j2.configurationFile=${join(HOME, 'log4j2.xml')}`;

/** Java is there, and so are the jars, or the tool that fetches them. */
export const mavenCanRun = async (): Promise<boolean> =>
  (await runs('java', ['-version'])) && ((await resolved()) || (await runs('mvn', ['-v'])));

/** A broker of Maven's jars on the Java of this machine, with data and settings in the folder. */
export async function brokerByMaven(folder: string): Promise<BrokerProcess & { brokers: readonly string[] }> {
  if (!(await resolved())) await resolve();
  const settings = join(folder, 'server.properties');
  const data = join(folder, 'data');
  const ports = { client: await freePort(), controller: await freePort() };
  await mkdir(folder, { recursive: true });
  await writeFile(settings, nodeSettings(ports, data));
  const made = await exists(join(data, 'meta.properties'));
  if (!made) await format(settings);
  let child: ChildProcess | null = null;
  return {
    brokers: [`127.0.0.1:${ports.client}`],
    start: async () => {
      child = launch(settings);
      await ready(child);
    },
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/** Whether the jars lie there already, so that a machine without a network starts as well. */
const resolved = async (): Promise<boolean> =>
  (await readdir(LIB).catch(() => [])).some((name) => name.startsWith('kafka-server-'));

async function resolve(): Promise<void> {
  const goal = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${LIB}`, '-DincludeScope=runtime'];
  await runCommand('mvn', [...goal, '-f', join(HOME, 'pom.xml')]);
}

async function format(settings: string): Promise<void> {
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A'); // a leading dash reads as an option
  await runCommand('java', [
    QUIET,
    ...CLASS_PATH,
    'kafka.tools.StorageTool',
    'format',
    '-t',
    clusterId,
    '-c',
    settings,
  ]);
}

function launch(settings: string): ChildProcess {
  const child = spawn('java', ['-Xmx512m', '-XX:+UseSerialGC', QUIET, ...CLASS_PATH, 'kafka.Kafka', settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.off('exit', orphaned));
  return child;
}

function ready(child: ChildProcess): Promise<void> {
  const words: string[] = [];
  return new Promise((done, failed) => {
    const fail = (why: string): void => failed(new Error(`Kafka did not start: ${why} ${words.slice(-5).join(' ')}`));
    const limit = setTimeout(() => fail(`not ready after ${START_LIMIT_MS} ms.`), START_LIMIT_MS);
    const hear = (chunk: Buffer): void => {
      words.push(chunk.toString());
      if (words.length > 50) words.shift();
      if (words.slice(-2).join('').includes(READY_LINE)) done(clearTimeout(limit));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => (clearTimeout(limit), fail(`ended with ${code ?? signal}.`)));
  });
}

function end(child: ChildProcess | null, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
