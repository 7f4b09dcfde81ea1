import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMMAND = ['--import', './tools/source/register.mjs', 'tools/start/src/main.ts'];
const SMALL = ['--loans', '40', '--cards', '8', '--pace', '0'];
const LIMIT_MS = 120_000;

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-start-'));
});
afterEach(async () => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
  await rm(folder, { recursive: true, force: true });
});

type Run = Readonly<{ child: ChildProcess; text: () => string; code: Promise<number | null> }>;

function start(...args: string[]): Run {
  const child = spawn(process.execPath, [...COMMAND, '--folder', folder, ...args], { cwd: ROOT });
  children.push(child);
  let text = '';
  const hear = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, text: () => text, code: new Promise((done) => child.once('exit', (code) => done(code))) };
}

async function saying(run: Run, words: RegExp): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  while (!words.test(run.text())) {
    if (Date.now() > until || run.child.exitCode !== null) throw new Error(`never said ${words}: ${run.text()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const daysIn = (text: string): string[] =>
  [...text.matchAll(/^ {2}(\d{4}-\d{2}-\d{2}) /gm)].map((day) => day[1] as string);

it(
  'lets days pass, shows the portfolio by bucket, ends by itself, and goes on where it stopped',
  async () => {
    const first = start(...SMALL, '--days', '5', '--once');
    expect([await first.code, first.text()]).toEqual([
      0,
      expect.stringContaining('Portfolio at the close of 2026-01-09'),
    ]);
    expect(daysIn(first.text())).toEqual(['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09']);
    expect(first.text()).toMatch(/M0 +\d+ +\d+\.\d%/);
    expect(first.text()).not.toContain('not taken');

    const second = start('--days', '2', '--pace', '0', '--once');
    expect([await second.code, second.text()]).toEqual([0, expect.stringContaining('goes on with 2026-01-10')]);
    expect(daysIn(second.text())).toEqual(['2026-01-10', '2026-01-11']);

    const another = start('--loans', '41', '--once');
    expect(await another.code).toBe(1);
    expect(another.text()).toContain('holds another bank');
    const otherBus = start('--kafka', '--once');
    expect([await otherBus.code, otherBus.text()]).toEqual([1, expect.stringContaining('on the embedded bus')]);
  },
  LIMIT_MS,
);

it(
  'prints where everything is, keeps it for its owner alone, and stops in order when it is asked to',
  async () => {
    const run = start('--no-bank');
    await saying(run, /The doors stay open/);
    const file = join(folder, 'run.json');
    const { services } = JSON.parse(await readFile(file, 'utf8')) as { services: Record<string, string> };
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const url of Object.values(services)) {
      expect(run.text()).toContain(`${url}/docs`);
      expect((await fetch(`${url}/docs-json`)).status).toBe(200);
    }

    const second = start('--no-bank');
    expect(await second.code).toBe(1);
    expect(second.text()).toContain('runs already');

    run.child.kill('SIGINT');
    expect([await run.code, run.text()]).toEqual([0, expect.stringContaining('Stopped.')]);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  },
  LIMIT_MS,
);

it(
  'starts again on the data of a run that was killed',
  async () => {
    const killed = start(...SMALL, '--pace', '200');
    await saying(killed, /2026-01-07/);
    killed.child.kill('SIGKILL');
    await killed.code;
    const again = start('--days', '1', '--pace', '0', '--once');
    expect([await again.code, again.text()]).toEqual([0, expect.stringContaining('Portfolio at the close of')]);
  },
  LIMIT_MS,
);
