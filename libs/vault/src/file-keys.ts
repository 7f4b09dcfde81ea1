import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { TenantId } from '@mora/kernel';
import { ConfigurationError } from '@mora/runtime';
import type { KeyProvider, WrappedKey } from './key-provider.js';
import { KEY_BYTES, openBox, sealBox } from './sealed-box.js';

const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES);
const keyFile = z.strictObject({
  tenants: z.record(
    z.string(),
    z
      .strictObject({ current: z.string(), keys: z.record(z.string(), key), index: key })
      .refine(({ current, keys }) => current in keys),
  ),
});
type TenantKeys = z.infer<typeof keyFile>['tenants'][string];

const ONLY_ITS_OWNER = 0o077;

/** Wrapping keys of every tenant from one file that only the service's own user may read. */
export class FileKeys implements KeyProvider {
  readonly name = 'file';

  private constructor(private readonly tenants: ReadonlyMap<string, TenantKeys>) {}

  /** Throws ConfigurationError, which names what is wrong and never what the file holds. */
  static read(path: string): FileKeys {
    const wrong = (what: string) => new ConfigurationError([`KEY_FILE: ${what}`]);
    let text: string;
    try {
      if ((statSync(path).mode & ONLY_ITS_OWNER) !== 0) throw wrong('may be read by others: chmod 600');
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw wrong('cannot be read');
    }
    const read = keyFile.safeParse(parsed(text));
    if (!read.success) throw wrong('is no file of keys: tenants, each with current, keys and index of 32 bytes');
    return new FileKeys(new Map(Object.entries(read.data.tenants)));
  }

  current(tenant: TenantId): Promise<string> {
    return answered(() => this.of(tenant).current);
  }

  wrap(tenant: TenantId, dataKey: Buffer, boundTo: string): Promise<WrappedKey> {
    return answered(() => {
      const { current, keys } = this.of(tenant);
      return { kekId: current, wrapped: sealBox(keys[current] as Buffer, boundTo, dataKey) };
    });
  }

  unwrap(tenant: TenantId, { kekId, wrapped }: WrappedKey, boundTo: string): Promise<Buffer> {
    return answered(() => {
      const wrapping = this.of(tenant).keys[kekId];
      if (wrapping === undefined) throw new ConfigurationError([`KEY_FILE: lacks the key ${kekId} of ${tenant}`]);
      return openBox(wrapping, boundTo, wrapped);
    });
  }

  indexKey(tenant: TenantId): Promise<Buffer> {
    return answered(() => this.of(tenant).index);
  }

  private of(tenant: TenantId): TenantKeys {
    const keys = this.tenants.get(tenant);
    if (keys === undefined) throw new ConfigurationError([`KEY_FILE: has no keys of the tenant ${tenant}`]);
    return keys;
  }
}

/** A port of promises, met at once: what is thrown is a rejection, as it would be of a key service. */
const answered = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
