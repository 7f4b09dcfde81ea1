import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { JestResults } from './verdict.js';

/** Specs wait for real servers on shared machines: the limit is there to end a hang, not to time anything. */
const SPEC_TIMEOUT_MS = 60_000;

/** A gate that turns red names the change that did it: what properties draw is the same until somebody asks for another seed. */
const SEED = 1;

const FLAGS = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '-c',
  'jest.config.mjs',
  '--maxWorkers=2',
  `--testTimeout=${SPEC_TIMEOUT_MS}`,
];

/** What Jest is called with: the arguments, and the seed of the properties where they name none. */
export const seeded = (args: readonly string[]): readonly string[] =>
  args.some((arg) => /^--seed\b/.test(arg)) ? args : [`--seed=${SEED}`, ...args];

/** Runs Jest with the arguments and reads what it wrote down; null where it came to no results at all. */
export async function runJest(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  resultsFile: string,
): Promise<{ code: number; results: JestResults | null }> {
  const flags = [...FLAGS, '--json', `--outputFile=${resultsFile}`, ...seeded(args)];
  const code = await ended(spawn(process.execPath, flags, { env, stdio: 'inherit' }));
  const text = await readFile(resultsFile, 'utf8').catch(() => null);
  return { code, results: text === null ? null : (JSON.parse(text) as JestResults) };
}

/** Passes a stop on to the child and waits for it, so that what runs beside the specs is stopped after them. */
function ended(child: ChildProcess): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}
