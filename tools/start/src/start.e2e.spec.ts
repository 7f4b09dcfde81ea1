import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMIT_MS, saying, useStart } from './fixtures/started.js';

const SMALL = ['--loans', '40', '--cards', '8', '--pace', '0'];
const mora = useStart();
const start = (...args: string[]) => mora.start(args);

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
    const file = join(mora.folder, 'run.json');
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

it(
  'a visitor disturbs no day; who speaks for the bank keeps one open, is told which and how to close it, and it goes on',
  async () => {
    const run = start(...SMALL.slice(0, -1), '1500');
    await saying(run, /2026-01-05 /);
    const [example = ''] = /(?<=-d ')\{.*\}(?=')/.exec(run.text()) ?? [];
    expect((await mora.post(JSON.parse(example) as object)).answers).toMatchObject([{ outcome: 'accepted' }]);
    await saying(run, /^ {2}2026-01-07 /m);

    const mine = { ...(JSON.parse(example) as object), source: 'simulated-cards', id: 'mine', subject: 'V-2' };
    const open = daysIn(run.text()).length;
    await mora.post({ ...mine, businessdate: `2026-01-${String(5 + open).padStart(2, '0')}` });
    await saying(run, /waits for simulated-cards: it declared \d+ records.*, and \d+ records.* came/);
    const [, day = ''] = /(\d{4}-\d{2}-\d{2}) waits for simulated-cards/.exec(run.text()) ?? [];
    await saying(run, new RegExp(`npm run mora -- day close ${day} --reason`));
    expect(await mora.mora('day', 'close', day, '--reason', 'tried the API')).toEqual([0, '']);
    await saying(run, new RegExp(`^ {2}${day} `, 'm'));
  },
  LIMIT_MS,
);
