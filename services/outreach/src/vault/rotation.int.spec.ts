import { randomBytes } from 'node:crypto';
import type { PersonId, TenantId } from '@mora/kernel';
import { inTransaction, Pii, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { personMigrations } from '../persistence/person/migrations.js';
import type { KeyProvider } from './key-provider.js';
import { openBox, sealBox } from './sealed-box.js';
import { Vault } from './vault.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...personMigrations], people: true });
const TENANT = 'demo' as TenantId;
const PERSONS = ['demo:P-1', 'demo:P-2', 'demo:P-3'] as unknown as readonly PersonId[];

/** A provider whose current key a spec turns over, and whose old ones it takes away. */
function rotating() {
  const keys = new Map([['k1', randomBytes(32)]]);
  const index = randomBytes(32);
  let current = 'k1';
  const keyOf = (id: string): Buffer => {
    const found = keys.get(id);
    if (found === undefined) throw new RangeError('the key is gone');
    return found;
  };
  const provider: KeyProvider = {
    name: 'rotating',
    current: () => Promise.resolve(current),
    wrap: (_tenant, key, boundTo) =>
      Promise.resolve({ kekId: current, wrapped: sealBox(keyOf(current), boundTo, key) }),
    unwrap: (_tenant, { kekId, wrapped }, boundTo) =>
      Promise.resolve().then(() => openBox(keyOf(kekId), boundTo, wrapped)),
    indexKey: () => Promise.resolve(index),
  };
  const rotate = (id: string): void => {
    keys.set(id, randomBytes(32));
    current = id;
  };
  return { provider, rotate, remove: (id: string) => keys.delete(id) };
}

const nameOf = async (vault: Vault, person: PersonId) => {
  const ask = { person, fields: ['name'], purpose: 'notice' as const, actor: { system: 'spec' }, reference: null };
  return (await vault.read(ask))['name']?.reveal();
};

it('wraps every key with the new one, so that the old one may go, and nobody’s data are sealed anew', async () => {
  const { provider, rotate, remove } = rotating();
  const vault = new Vault(db.pool, provider, () => 0);
  for (const person of PERSONS) {
    const field = { field: 'name', ordinal: '', version: 1, value: new Pii(`金丝雀 of ${person}`) };
    await inTransaction(db.pool, (tx) => vault.seal(tx, person, [field]));
  }
  await inTransaction(db.pool, (tx) => vault.erase(tx, PERSONS[2] as PersonId, 'li', 'asked for'));
  const sealed = await db.lines(`select encode(sealed, 'hex') from party_field order by person_id`);
  rotate('k2');
  expect(await vault.rewrap(TENANT)).toBe(2);
  expect(await vault.rewrap(TENANT)).toBe(0);
  remove('k1');
  const fresh = new Vault(db.pool, provider, () => 0); // has no key open yet
  expect(await nameOf(fresh, PERSONS[0] as PersonId)).toBe('金丝雀 of demo:P-1');
  expect(await db.lines(`select encode(sealed, 'hex') from party_field order by person_id`)).toEqual(sealed);
  await expect(nameOf(fresh, PERSONS[2] as PersonId)).rejects.toMatchObject({ code: 'erased' });
});
