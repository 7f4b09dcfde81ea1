import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedAbove } from './closed-above.js';
import { startPostgres } from './index.js';

const isRoot = process.getuid?.() === 0;
const because = isRoot ? '' : ' SKIPPED because only the server of a root user runs as another one';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-closed-')); // for its owner alone
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('finds the folder that others cannot enter, and none where all may', async () => {
  expect(await closedAbove(join(folder, 'data'))).toBe(folder);
  await chmod(folder, 0o711);
  expect(await closedAbove(join(folder, 'data'))).toBeNull();
});

(isRoot ? it : it.skip)(`a folder in which postgres cannot get is named, with the way out${because}`, async () => {
  const refused = await startPostgres(join(folder, 'postgres')).catch((error: Error) => error.message);
  expect(refused).toContain(`postgres cannot enter ${folder}. Take a --folder`);
});
