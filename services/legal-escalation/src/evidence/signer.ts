import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { sha256 } from './hash.js';

/** Signs manifests by the bank's Ed25519 key. The private half stays inside. */
export interface Signer {
  readonly keyId: string;
  readonly publicKeyPem: string;
  /** In base64. */
  sign(bytes: Uint8Array): string;
}

/** Where the module keeps it: `@Inject(SIGNER) signer: Signer`. */
export const SIGNER = Symbol('legal escalation: the key that signs evidence');

/** Throws where the text is no private Ed25519 key in PEM; never says what it was. */
export function signerOf(privateKeyPem: string): Signer {
  const key = readKey(privateKeyPem);
  const publicKey = createPublicKey(key);
  return {
    keyId: sha256(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 32),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, key).toString('base64'),
  };
}

function readKey(pem: string) {
  let key;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Error('the evidence key is no private key in PEM');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the evidence key is no Ed25519 key');
  return key;
}
