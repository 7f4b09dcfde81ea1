import type { TenantId } from '@mora/kernel';

export type WrappedKey = Readonly<{ kekId: string; wrapped: Buffer }>;

/**
 * Where the keys that wrap the subjects' keys lie: a file on a small installation, a key service or an HSM of the bank
 * on a large one. A wrapped key is bound to whom it is of: moved to another row it does not open.
 */
export interface KeyProvider {
  readonly name: string;
  /** The key that new ones are wrapped with: another one after a rotation. */
  current(tenant: TenantId): Promise<string>;
  wrap(tenant: TenantId, key: Buffer, boundTo: string): Promise<WrappedKey>;
  unwrap(tenant: TenantId, wrapped: WrappedKey, boundTo: string): Promise<Buffer>;
  /** For looking up by value, and for sealing what waits at the door: never the key of a field. */
  indexKey(tenant: TenantId): Promise<Buffer>;
}

export const KEY_PROVIDER = Symbol('vault: where the wrapping keys lie');
