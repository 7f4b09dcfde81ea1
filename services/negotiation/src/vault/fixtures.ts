import { randomBytes } from 'node:crypto';
import { type KeyProvider, openBox, sealBox } from '@mora/vault';

/** Wrapping keys for one run of a spec. */
export function keysInMemory(): KeyProvider {
  const [kek, index] = [randomBytes(32), randomBytes(32)];
  return {
    name: 'memory',
    current: () => Promise.resolve('k1'),
    wrap: (_tenant, key, boundTo) => Promise.resolve({ kekId: 'k1', wrapped: sealBox(kek, boundTo, key) }),
    unwrap: (_tenant, { wrapped }, boundTo) => Promise.resolve().then(() => openBox(kek, boundTo, wrapped)),
    indexKey: () => Promise.resolve(index),
  };
}
