import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantId } from '@mora/kernel';
import { FileKeys } from './file-keys.js';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TENANT = 'demo' as TenantId;
const key = () => randomBytes(32).toString('base64');
const [first, second, index] = [key(), key(), key()];
const withKeys = (current: string, keys: object) => ({ tenants: { demo: { current, keys, index } } });

function fileOf(content: unknown, mode = 0o600): string {
  const path = join(folder, `${randomBytes(4).toString('hex')}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

it('opens what an older key has wrapped, and wraps with the current one', async () => {
  const before = FileKeys.read(fileOf(withKeys('k1', { k1: first })));
  const after = FileKeys.read(fileOf(withKeys('k2', { k1: first, k2: second })));
  const dataKey = randomBytes(32);
  const wrapped = await before.wrap(TENANT, dataKey, 'demo:P-1');
  expect(wrapped.kekId).toBe('k1');
  expect(await after.unwrap(TENANT, wrapped, 'demo:P-1')).toEqual(dataKey);
  expect((await after.wrap(TENANT, dataKey, 'demo:P-1')).kekId).toBe('k2');
});

it('does not open the key of another person', async () => {
  const keys = FileKeys.read(fileOf(withKeys('k1', { k1: first })));
  const wrapped = await keys.wrap(TENANT, randomBytes(32), 'demo:P-1');
  await expect(keys.unwrap(TENANT, wrapped, 'demo:P-2')).rejects.toThrow('a sealed value does not open');
});

it.each<[string, () => string, string]>([
  ['may be read by others', () => fileOf(withKeys('k1', { k1: first }), 0o640), 'chmod 600'],
  ['is not there', () => join(folder, 'nowhere.json'), 'cannot be read'],
  ['is no JSON', () => fileOf('{'), 'is no file of keys'],
  ['has a short key', () => fileOf(withKeys('k1', { k1: 'c2hvcnQ=' })), 'is no file of keys'],
  ['names a current key that it has not', () => fileOf(withKeys('k2', { k1: first })), 'is no file of keys'],
])('is refused where it %s, and quotes nothing', (_what, path, says) => {
  expect(() => FileKeys.read(path())).toThrow(says);
  expect(() => FileKeys.read(path())).not.toThrow(first);
});

it('has no keys of a tenant that it does not name', async () => {
  const keys = FileKeys.read(fileOf(withKeys('k1', { k1: first })));
  await expect(keys.indexKey('other' as TenantId)).rejects.toThrow('no keys of the tenant other');
});
