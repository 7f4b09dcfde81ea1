import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@mora/postgres';

/** Runs Jest over the workspace, or over what the arguments name, with one throwaway PostgreSQL beside it. */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-test-'));
  const postgres = process.env['DATABASE_URL']
    ? null
    : await startPostgres(folder, ['fsync=off', 'max_connections=300', 'shared_buffers=256MB']);
  try {
    return await jest({ ...process.env, DATABASE_URL: postgres?.url ?? process.env['DATABASE_URL'] });
  } finally {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function jest(env: NodeJS.ProcessEnv): Promise<number> {
  const flags = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '-c',
    'jest.config.mjs',
  ];
  const child = spawn(process.execPath, [...flags, ...process.argv.slice(2)], { env, stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main();
