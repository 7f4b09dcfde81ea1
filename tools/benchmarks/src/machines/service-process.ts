import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const WORKSPACE = fileURLToPath(new URL('../../../../', import.meta.url));
/** The flags of deploy/images/Dockerfile: room for a chunk while it is young, and no hoarding of what is old. */
const MEMORY = ['--max-semi-space-size=32', '--max-old-space-size=256'];
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;

export type ServiceProcess = Readonly<{
  /** The most memory that the process has held since it began, in MiB. */
  peakMiB: () => Promise<number>;
  stop: () => Promise<void>;
}>;

/** Runs a program of the workspace as a process of its own, with the flags of a service; resolves once it is ready. */
export async function startProcess(
  program: string,
  env: Readonly<Record<string, string>>,
  isReady: () => Promise<boolean>,
): Promise<ServiceProcess> {
  const flags = [...MEMORY, '--import', './tools/source/register.mjs'];
  const child = spawn(process.execPath, [...flags, program], {
    cwd: WORKSPACE,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words.push(chunk.toString());
      if (words.length > 20) words.shift();
    });
  }
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const stop = (): Promise<void> => ended(child).then(() => void process.off('exit', orphaned));
  try {
    await untilReady(child, isReady);
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${words.join('')}`, { cause: error });
  }
  return { peakMiB: () => peakOf(child.pid ?? 0), stop };
}

async function untilReady(child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  while (!(await isReady().catch(() => false))) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`);
    if (performance.now() > until) throw new Error(`not ready after ${START_LIMIT_MS} ms`);
    await sleep(100);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(limit);
}

/** The kernel's own high-water mark, so that no peak falls between two looks. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
