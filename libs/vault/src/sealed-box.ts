import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

export const KEY_BYTES = 32;

/** What was sealed was changed, or is opened with another key or for somebody else. Says nothing of the content. */
export class SealBroken extends Error {
  constructor() {
    super('a sealed value does not open');
  }
}

/** `version ‖ nonce ‖ tag ‖ ciphertext` by AES-256-GCM, bound to where it belongs. */
export function sealBox(key: Buffer, boundTo: string, value: Buffer, nonce = randomBytes(NONCE_BYTES)): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(value), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]);
}

/** Throws SealBroken. */
export function openBox(key: Buffer, boundTo: string, box: Buffer): Buffer {
  if (box.length < HEAD_BYTES || box[0] !== VERSION) throw new SealBroken();
  const decipher = createDecipheriv(ALGORITHM, key, box.subarray(1, 1 + NONCE_BYTES));
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(box.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(HEAD_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken(); // the cipher's own words may differ by where it has failed
  }
}
