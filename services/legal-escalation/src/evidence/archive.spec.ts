import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { calendarDate } from '@mora/kernel';
import { unzipSync } from 'fflate';
import { manifestText } from '../domain/evidence/manifest.js';
import { archiveOf, archiveWith, seal } from './archive.js';
import { sha256 } from './hash.js';
import { signerOf } from './signer.js';

const pemOf = (key: ReturnType<typeof generateKeyPairSync>['privateKey']): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();
const signer = signerOf(pemOf(generateKeyPairSync('ed25519').privateKey));
const HEAD = {
  bundleId: 'b-1',
  tenant: 'demo',
  loan: 'demo:L-1',
  caseId: 'case-1',
  sheetId: 'sheet-1',
  builtOn: calendarDate('2026-07-01'),
};
const FILES = [
  { name: '05-claim.json', text: '{"total":"1575.00"}\n' },
  { name: '02-schedule.csv', text: 'number,dueOn\n1,2026-01-05\n' },
];
const sealed = seal(HEAD, FILES, signer);
const stored = { ...sealed, files: FILES, publicKeyPem: signer.publicKeyPem };

it('an archive is the same bytes however the files were handed over', () => {
  const other = archiveOf({ ...stored, files: FILES.toReversed() });
  expect(archiveOf(stored).equals(other)).toBe(true);
  expect(seal(HEAD, FILES.toReversed(), signer)).toEqual(sealed);
});

it.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])('and in the zone %s', (TZ) => {
  const script = [
    "import('fflate').then(({ zipSync }) =>",
    "process.stdout.write(Buffer.from(zipSync({ a: new Uint8Array([1]) }, { level: 6, mtime: new Date(1980, 0, 1) })).toString('hex')))",
  ].join(' ');
  const run = (zone: string) => execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ: zone } });
  expect(run(TZ).equals(run('UTC'))).toBe(true);
});

it('holds every file as it was, its manifest, the signature and the key', () => {
  const entries = unzipSync(archiveOf(stored));
  expect(Object.keys(entries)).toEqual([
    '02-schedule.csv',
    '05-claim.json',
    'manifest.json',
    'manifest.sig',
    'public-key.pem',
  ]);
  const manifest = Buffer.from(entries['manifest.json'] ?? []);
  const signature = Buffer.from(Buffer.from(entries['manifest.sig'] ?? []).toString(), 'base64');
  expect(manifest.toString()).toBe(manifestText(sealed.manifest));
  expect(sha256(manifest)).toBe(sealed.manifestSha256);
  expect(verify(null, manifest, createPublicKey(signer.publicKeyPem), signature)).toBe(true);
  expect(sealed.manifest.files).toEqual(
    FILES.toReversed().map(({ name, text }) => ({ name, bytes: text.length, sha256: sha256(text) })),
  );
});

it('papers of one copy have a list of their own, and leave the manifest as it was signed', () => {
  const paper = { name: '20-complaint.pdf', bytes: Buffer.from('%PDF-') };
  const entries = unzipSync(archiveWith(stored, [paper], signer));
  expect(Buffer.from(entries['manifest.json'] ?? []).toString()).toBe(manifestText(sealed.manifest));
  expect(JSON.parse(Buffer.from(entries['printed.json'] ?? []).toString())).toEqual({
    format: 'mora-evidence-printed/1',
    bundleId: 'b-1',
    manifestSha256: sealed.manifestSha256,
    files: [{ name: '20-complaint.pdf', bytes: 5, sha256: sha256('%PDF-') }],
  });
});

it('a name that stands twice makes no archive', () => {
  expect(() => archiveOf({ ...stored, files: [...FILES, ...FILES] })).toThrow('a file stands once');
  expect(() => archiveWith(stored, [{ name: '05-claim.json', bytes: Buffer.from('x') }], signer)).toThrow(
    'stands once',
  );
});

it('the same key has the same id, and nothing of its private half is shown', () => {
  const pem = pemOf(generateKeyPairSync('ed25519').privateKey);
  expect(signerOf(pem).keyId).toBe(signerOf(pem).keyId);
  expect(JSON.stringify(signerOf(pem))).not.toContain('PRIVATE');
});

it.each([
  ['nonsense', 'no private key in PEM'],
  [pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey), 'no Ed25519 key'],
])('a key that cannot sign is refused without being shown', (pem, because) => {
  expect(() => signerOf(pem)).toThrow(because);
  expect(() => signerOf(pem)).not.toThrow(pem);
});
