import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signerFrom } from './key-file.js';

const folder = mkdtempSync(join(tmpdir(), 'evidence-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pemOf = (type: 'ed25519' | 'x25519'): string => {
  const { privateKey } = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

function fileWith(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

it('signs by the key of the file, the same way at every start', () => {
  const path = fileWith('good.pem', pemOf('ed25519'));
  const [first, second] = [signerFrom(path), signerFrom(path)];
  expect(first.keyId).toBe(second.keyId);
  expect(first.sign(Buffer.from('x'))).toBe(second.sign(Buffer.from('x')));
});

it.each([
  ['a file that is not there', () => join(folder, 'none.pem'), 'cannot be read'],
  ['a folder', () => folder, 'may be read by others|cannot be read'],
  ['one that others may read', () => fileWith('open.pem', pemOf('ed25519'), 0o644), 'may be read by others: chmod 600'],
  ['one of a key that cannot sign', () => fileWith('other.pem', pemOf('x25519')), 'is no private Ed25519 key in PEM'],
  ['one of anything else', () => fileWith('text.pem', 'hello'), 'is no private Ed25519 key in PEM'],
])('%s stops the start, and says what is wrong by the name of the setting', (_, path, because) => {
  expect(() => signerFrom(path())).toThrow(new RegExp(`^.*EVIDENCE_KEY_FILE: (${because})`, 's'));
  expect(() => signerFrom(path())).not.toThrow(/PRIVATE|hello/);
});
