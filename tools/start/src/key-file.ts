import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_BYTES = 32;

/** The keys that wrap those of the persons in this folder: made once, and kept as long as the data is. */
export async function keyFileIn(folder: string, tenant: string): Promise<string> {
  const path = join(folder, 'keys.json');
  const known = await readFile(path).catch(() => null);
  if (known === null) {
    const key = (): string => randomBytes(KEY_BYTES).toString('base64');
    const keys = { tenants: { [tenant]: { current: 'k1', keys: { k1: key() }, index: key() } } };
    await writeFile(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  return path;
}
