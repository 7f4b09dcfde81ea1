import { createHash } from 'node:crypto';
import type { FileHash } from '../domain/evidence/manifest.js';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export const hashOf = (name: string, content: Uint8Array | string): FileHash => {
  const bytes = Buffer.from(content);
  return { name, bytes: bytes.length, sha256: sha256(bytes) };
};
