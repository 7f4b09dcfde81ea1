import { type ChildProcess, spawn } from 'node:child_process';
import { jest } from '@jest/globals';
import { useDatabase } from '@mora/testing';

jest.setTimeout(30_000); // each spec starts a process of its own

const db = useDatabase();
const MAIN = 'libs/runtime/src/service/fixtures/stuck.main.ts';
const STOP_DEADLINE_MS = 300;
const children: ChildProcess[] = [];

function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', './tools/source/register.mjs', MAIN, ...args], {
    env: {
      PATH: process.env['PATH'],
      BUS: 'embedded',
      DATABASE_URL: db.url,
      OIDC_ISSUER: 'http://127.0.0.1:9',
      TIME_ZONE: 'UTC',
      HOST: '127.0.0.1',
      PORT: '0',
      STOP_DEADLINE_MS: String(STOP_DEADLINE_MS),
      ...env,
    },
  });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (text += String(chunk)));
  const printed = async (words: string) => {
    while (!text.includes(words)) {
      if (child.exitCode !== null) throw new Error(`ended before it printed "${words}": ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  return { child, ended, printed, text: () => text };
}

afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

it.each([
  ['SIGTERM', 'in order', 0, 'the service runs', 'the service has stopped'],
  ['SIGINT', 'stuck', 1, 'the service runs', 'the stop hangs and is given up'],
  ['SIGTERM', 'fails to stop', 1, 'the service runs', 'the stop failed'],
  ['SIGTERM', 'before it began', 0, 'it begins', 'the service stops'],
] as const)('on %s a process whose work ends %s exits %i', async (signal, ending, code, once, says) => {
  const { child, ended, printed, text } = run([ending]);
  await printed(once);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(text()).toContain(says);
  expect(text()).not.toContain('Zhang');
});

it('a second signal ends a stop that hangs', async () => {
  const { child, ended, printed, text } = run(['stuck'], { STOP_DEADLINE_MS: '600000' });
  await printed('the service runs');
  child.kill('SIGTERM');
  await printed('the service stops');
  child.kill('SIGTERM');
  expect(await ended).toBe(1);
  expect(text()).toContain('asked to stop twice');
});

it.each([
  ['crashed', 'the machinery is beyond mending'],
  ['unhandled rejection', 'a rejection that nobody handled'],
  ['uncaught exception', 'an exception that nobody caught'],
])('a process that has %s says so in its log and exits 1', async (ending, says) => {
  const { ended, text } = run([ending]);
  expect(await ended).toBe(1);
  expect(text()).toContain(says);
  expect(text()).toContain('"level":60');
  expect(text()).not.toContain('Zhang');
});

it('with wrong settings it lists them all and exits 1', async () => {
  const { ended, text } = run(['in order'], { TIME_ZONE: '', PORT: 'x' });
  expect(await ended).toBe(1);
  expect(text()).toMatch(/PORT: .*\n.*TIME_ZONE: required/);
});

it('with a database that is away it says so and exits 1', async () => {
  const { ended, text } = run(['in order'], { DATABASE_URL: 'postgres://nobody:s3cret@127.0.0.1:9/nothing' });
  expect(await ended).toBe(1);
  expect(text()).toContain('ECONNREFUSED');
  expect(text()).not.toContain('s3cret');
});

it('--print-config prints the settings and does nothing else', async () => {
  const { ended, text } = run(['--print-config']);
  expect(await ended).toBe(0);
  expect(text()).toMatch(/^OVENS +2 +How many ovens there are$/m);
  expect(text()).not.toContain('the service runs');
});

it('--migrate makes the tables and ends', async () => {
  const { ended } = run(['--migrate']);
  expect(await ended).toBe(0);
  expect(await db.lines(`select count(*) > 0 from migrations`)).toEqual(['true']);
});
