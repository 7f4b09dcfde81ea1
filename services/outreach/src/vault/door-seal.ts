import { createHmac, hkdfSync } from 'node:crypto';
import type { TenantId } from '@mora/kernel';
import type { KeyProvider } from './key-provider.js';
import { KEY_BYTES, openBox, sealBox } from './sealed-box.js';

const MAGIC = Buffer.from('mora-door-1|');
const BOUND_TO = 'parties-door';
const NONCE_BYTES = 12;

type Keys = Readonly<{ seal: Buffer; nonce: Buffer }>;

/**
 * Seals the bytes of party records that have to wait: dead letters, held and refused ones. The same bytes are sealed to
 * the same bytes, so that a record that comes again is known again.
 */
export class DoorSeal {
  private constructor(private readonly keys: Keys) {}

  /** The bytes of one topic may be of any of its tenants, and of none that can be told: they share the first one's key. */
  static async of(provider: KeyProvider, tenant: TenantId): Promise<DoorSeal> {
    const root = await provider.indexKey(tenant);
    const derive = (use: string): Buffer =>
      Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `mora ${BOUND_TO} ${use}`, KEY_BYTES));
    return new DoorSeal({ seal: derive('seal'), nonce: derive('nonce') });
  }

  seal(value: Buffer): Buffer {
    if (this.isMine(value)) return value;
    const nonce = createHmac('sha256', this.keys.nonce).update(value).digest().subarray(0, NONCE_BYTES);
    return Buffer.concat([MAGIC, sealBox(this.keys.seal, BOUND_TO, value, nonce)]);
  }

  /** Whoever writes to the topic may write the first bytes of a sealed value too: only what opens is one. */
  private isMine(value: Buffer): boolean {
    if (!isSealed(value)) return false;
    try {
      this.open(value);
      return true;
    } catch {
      return false; // SealBroken is the answer to the question that is asked here
    }
  }

  /** What was never sealed is handed back as it is. Throws SealBroken. */
  open(value: Buffer): Buffer {
    return isSealed(value) ? openBox(this.keys.seal, BOUND_TO, value.subarray(MAGIC.length)) : value;
  }
}

const isSealed = (value: Buffer): boolean => value.subarray(0, MAGIC.length).equals(MAGIC);
