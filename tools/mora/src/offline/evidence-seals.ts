import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

export type FileHash = Readonly<{ name: string; bytes: number; sha256: string }>;
/** What a signed list says: which files there are, and to which bundle it belongs. */
export type List = Readonly<{
  format: string;
  bundleId: string;
  manifestSha256: string | null;
  files: readonly FileHash[];
}>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An Ed25519 key in PEM; null where it is none. A private key is not taken for its public half. */
export function readPublicKey(pem: Uint8Array | string): KeyObject | null {
  const text = Buffer.from(pem).toString();
  if (!text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return null;
  try {
    const key = createPublicKey(text);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

export function isSigned(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  const text = Buffer.from(signature).toString().replace(/\n$/, '');
  const raw = Buffer.from(text, 'base64');
  return raw.toString('base64') === text && verify(null, bytes, key, raw);
}

/** Reads a manifest or a list of printed papers; null where it is none, or names a file twice. */
export function readList(bytes: Uint8Array): List | null {
  const value = jsonOf(bytes);
  if (!isObject(value) || typeof value['format'] !== 'string' || typeof value['bundleId'] !== 'string') return null;
  const { format, bundleId, manifestSha256 = null, files } = value;
  if (manifestSha256 !== null && typeof manifestSha256 !== 'string') return null;
  if (!Array.isArray(files) || !files.every(isFileHash)) return null;
  if (new Set(files.map(({ name }) => name)).size < files.length) return null;
  return { format, bundleId, manifestSha256, files };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isFileHash = (value: unknown): value is FileHash =>
  isObject(value) &&
  typeof value['name'] === 'string' &&
  Number.isSafeInteger(value['bytes']) &&
  typeof value['sha256'] === 'string';
