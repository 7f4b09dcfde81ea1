import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key that signs evidence of this bank: made once, and kept as long as the data is. */
export async function evidenceKeyIn(folder: string): Promise<string> {
  const path = join(folder, 'evidence.pem');
  const known = await readFile(path).catch(() => null);
  if (known === null) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return path;
}
