import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAY_CLOSE_LAST, type MayCloseLast } from '../closes-last.js';
import { runLine } from './run.js';

const LIMIT_MS = 300_000;
const BANK = { seed: '7', days: 36, loans: 350, keep: false, kafka: false, brokers: undefined };

/** All that a run prints: the funnel, the money, what the law did, and the hash of all that was said. */
async function printed(closesLast?: MayCloseLast): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-closes-last-'));
  await chmod(folder, 0o755);
  const lines: string[] = [];
  try {
    const passed = await runLine({ ...BANK, ...(closesLast && { closesLast }) }, folder, (line) => lines.push(line));
    expect(passed).toBe(true);
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let usual: readonly string[];
beforeAll(async () => {
  usual = await printed();
}, LIMIT_MS);

it.each(MAY_CLOSE_LAST)(
  'where %s closes each day behind all others, the same is said, to the hash',
  async (name) => {
    expect(await printed(name)).toEqual(usual);
  },
  LIMIT_MS,
);
