import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'mora-exit-code-'));
chmodSync(folder, 0o755); // a root user's server runs as another one
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a process that had a server ends with the code that it was given', () => {
  const program = `
    import { startPostgres } from '@mora/postgres';
    const server = await startPostgres(process.argv[1]);
    await server.stop();
    process.exitCode = 3;`;
  const flags = ['--import', './tools/source/register.mjs', '--input-type=module', '-e', program];
  const { status } = spawnSync(process.execPath, [...flags, join(folder, 'server')], { cwd: ROOT });
  expect(status).toBe(3);
}, 60_000);
