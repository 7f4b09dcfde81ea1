import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top of the workspace; specs are run from there. */
export const ROOT = resolve(import.meta.dirname, '../../..');

export type SourceFile = Readonly<{ path: string; text: string }>;

const BINARY = /\.(png|jpg|ico|woff2?|gz|zip)$/;

/** Every file that is, or is about to be, part of the project: tracked or new, without what git ignores. */
export function filesOfTheTree(): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && !BINARY.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Runs a Node program in the workspace; both of its outputs as one text. */
export function runNode(args: readonly string[], input = ''): Readonly<{ status: number; output: string }> {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 26,
    env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', NODE_OPTIONS: '' },
  });
  if (error) throw error;
  return { status: status ?? 1, output: `${stdout}${stderr}` };
}
