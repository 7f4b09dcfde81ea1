import { readFileSync, statSync } from 'node:fs';
import { ConfigurationError } from '@mora/runtime';
import { type Signer, signerOf } from './signer.js';

const ONLY_ITS_OWNER = 0o077;

/**
 * The signer by the key in a file that only the service's own user may read. Throws ConfigurationError, which names what
 * is wrong and never what the file holds.
 */
export function signerFrom(path: string): Signer {
  const wrong = (what: string) => new ConfigurationError([`EVIDENCE_KEY_FILE: ${what}`]);
  let pem: string;
  try {
    if ((statSync(path).mode & ONLY_ITS_OWNER) !== 0) throw wrong('may be read by others: chmod 600');
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw wrong('cannot be read');
  }
  try {
    return signerOf(pem);
  } catch {
    throw wrong('is no private Ed25519 key in PEM: make one by `mora evidence key`');
  }
}
