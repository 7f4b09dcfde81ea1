import { generateKeyPairSync } from 'node:crypto';
import { calendarDate } from '@mora/kernel';
import { archiveOf, archiveWith, seal, signerOf } from '@mora/legal-escalation';
import { unzipSync, zipSync } from 'fflate';
import { verifyEvidence } from './evidence-verify.js';

const newSigner = () =>
  signerOf(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const bank = newSigner();
const forger = newSigner();
const HEAD = {
  bundleId: 'b-1',
  tenant: 'demo',
  loan: 'demo:L-1',
  caseId: 'case-1',
  sheetId: 'sheet-1',
  builtOn: calendarDate('2026-07-01'),
};
const FILES = [
  { name: '02-schedule.csv', text: 'number,dueOn\n1,2026-01-05\n'.repeat(40) },
  { name: '05-claim.json', text: '{"total":"1575.00"}\n' },
];
const bundleOf = (signer = bank, head = HEAD) => ({
  ...seal(head, FILES, signer),
  files: FILES,
  publicKeyPem: signer.publicKeyPem,
});
const ZIP = archiveOf(bundleOf());
const PAPER = { name: '20-complaint.pdf', bytes: Buffer.from('%PDF- 1575.00') };
const PRINTED = archiveWith(bundleOf(), [PAPER], bank);

type Files = Record<string, Uint8Array>;
/** The same archive after somebody has been at its files. */
function touched(zip: Uint8Array, change: (files: Files) => void): Uint8Array {
  const files: Files = { ...unzipSync(zip) };
  change(files);
  return zipSync(files);
}
const put = (name: string, text: string) => (files: Files) => void (files[name] = Buffer.from(text));
const drop = (name: string) => (files: Files) => void Reflect.deleteProperty(files, name);
const swap = (name: string, from: string, to: string) => (files: Files) =>
  put(
    name,
    Buffer.from(files[name] ?? [])
      .toString()
      .replace(from, to),
  )(files);
const wrong = (zip: Uint8Array) => verifyEvidence(zip, bank.publicKeyPem).wrong;
const SEAL = 'manifest altered, or not signed by this key';

it('a bundle that nobody has touched', () => {
  expect(verifyEvidence(ZIP, bank.publicKeyPem)).toEqual({ files: 2, wrong: [], warnings: [] });
  expect(verifyEvidence(PRINTED, bank.publicKeyPem)).toEqual({ files: 3, wrong: [], warnings: [] });
});

it('without a key it says whom it has trusted', () => {
  const { wrong: none, warnings } = verifyEvidence(ZIP, null);
  expect(none).toEqual([]);
  expect(warnings).toEqual(['the key is the one in the bundle: give the bank’s by --key']);
});

it.each<[string, Uint8Array, (files: Files) => void, string[]]>([
  ['one digit of a claim', ZIP, swap('05-claim.json', '1575', '1576'), ['altered: 05-claim.json']],
  ['a file made longer', ZIP, swap('05-claim.json', '\n', '\n\n'), ['altered: 05-claim.json']],
  ['a file taken out', ZIP, drop('02-schedule.csv'), ['missing: 02-schedule.csv']],
  ['a file put in', ZIP, put('12-receipt.json', '{}'), ['added: 12-receipt.json']],
  ['a date of the manifest', ZIP, swap('manifest.json', '2026-07-01', '2026-07-02'), [SEAL]],
  ['a manifest without its signature', ZIP, drop('manifest.sig'), ['missing: manifest.sig']],
  ['a bundle without its manifest', ZIP, drop('manifest.json'), ['missing: manifest.json']],
  ['a signature of nothing', ZIP, put('manifest.sig', 'AAAA\n'), [SEAL]],
  ['a manifest that is no JSON', ZIP, put('manifest.json', '{'), [SEAL]],
  ['another key', ZIP, put('public-key.pem', forger.publicKeyPem), ['key is not the one given']],
  ['a key that is none', ZIP, put('public-key.pem', 'nothing'), ['altered: public-key.pem']],
  ['no key', ZIP, drop('public-key.pem'), ['missing: public-key.pem']],
  ['a printed paper', PRINTED, put(PAPER.name, '%PDF- 1575.01'), ['altered: 20-complaint.pdf']],
  ['a printed paper taken out', PRINTED, drop(PAPER.name), ['missing: 20-complaint.pdf']],
  [
    'the papers without their list',
    PRINTED,
    drop('printed.json'),
    ['missing: printed.json', 'added: 20-complaint.pdf'],
  ],
  [
    'the list of papers',
    PRINTED,
    swap('printed.json', '13', '14'),
    ['list of printed papers altered, or not signed by this key', 'altered: 20-complaint.pdf'],
  ],
])('%s is named', (_, zip, change, found) => {
  expect(wrong(touched(zip, change))).toEqual(found);
});

it('a whole bundle made by another key is not the bank’s', () => {
  const forged = archiveOf(bundleOf(forger));
  expect(wrong(forged)).toEqual(['key is not the one given', SEAL]);
  expect(verifyEvidence(forged, null).warnings).toHaveLength(1);
});

it.each([
  ['case', { bundleId: 'b-2' }],
  ['sheet of the same bundle', { sheetId: 'sheet-2' }],
])('papers of another %s are not taken, even with the bank’s seal', (_, head) => {
  const other = unzipSync(archiveWith(bundleOf(bank, { ...HEAD, ...head }), [PAPER], bank));
  const mixed = touched(PRINTED, (files) => {
    for (const name of ['printed.json', 'printed.sig']) files[name] = other[name] ?? Buffer.from('');
  });
  expect(wrong(mixed)).toEqual(['the printed papers belong to another bundle']);
});

it('a signed list that says another format is none', () => {
  const files = unzipSync(PRINTED);
  const swapped = touched(ZIP, (own) => {
    own['manifest.json'] = files['printed.json'] ?? Buffer.from('');
    own['manifest.sig'] = files['printed.sig'] ?? Buffer.from('');
  });
  expect(wrong(swapped)).toContain(SEAL);
});

it('a file that stands twice is named', () => {
  // The same length, so that only the name of the second one changes: in its own header and in the directory.
  const twice = touched(ZIP, put('05-claim.jsoX', 'other'));
  const text = Buffer.from(twice).toString('latin1').replaceAll('05-claim.jsoX', '05-claim.json');
  expect(wrong(Buffer.from(text, 'latin1'))).toContain('added: 05-claim.json (it stands twice)');
});

it('bytes damaged inside the archive name their file, wherever they lie', () => {
  const header = Buffer.from('02-schedule.csv');
  const start = ZIP.indexOf(header) + header.length;
  for (const at of [start, start + 5, start + 20]) {
    const damaged = Buffer.from(ZIP);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    expect(wrong(damaged)).toEqual(['altered: 02-schedule.csv']);
  }
});

/** Where the first of these bytes stand. */
const placeOf = (text: string): number => ZIP.indexOf(Buffer.from(text, 'latin1'));
const flipped = (at: number): Uint8Array => ZIP.map((byte, n) => (n === at ? byte ^ 0x20 : byte));
const DIRECTORY = placeOf('PK\x01\x02');

describe('what only some programs would see', () => {
  it.each<readonly [string, number, readonly string[]]>([
    ['another name in the header of a file', placeOf('02-schedule.csv'), ['altered: 02-schedule.csv']],
    ['a header that is none', placeOf('PK\x03\x04'), ['altered: 02-schedule.csv']],
    ['a checksum that is not of the file', DIRECTORY + 16, ['altered: 02-schedule.csv']],
    ['a file that counts as sealed by a password', DIRECTORY + 8, ['altered: 02-schedule.csv']],
  ])('%s', (_what, at, found) => {
    expect(wrong(flipped(at))).toEqual(found);
  });

  it('a file between the others that the directory does not name', () => {
    const hidden = Buffer.from(zipSync({ 'hidden.txt': Buffer.from('x') }));
    const header = hidden.subarray(0, hidden.indexOf(Buffer.from('PK\x01\x02', 'latin1')));
    const zip = Buffer.concat([ZIP.subarray(0, DIRECTORY), header, ZIP.subarray(DIRECTORY)]);
    zip.writeUInt32LE(DIRECTORY + header.length, zip.length - 6);
    expect(wrong(zip)).toEqual(['added: something that the directory of the archive does not name']);
  });

  it('anything behind the end of the archive', () => {
    expect(wrong(Buffer.concat([ZIP, Buffer.from('x')]))).toEqual([
      'added: something that the directory of the archive does not name',
    ]);
  });

  it('one byte of any header: untouched are only versions, times, disks and attributes, which are of no file', () => {
    const headers = [
      ...Buffer.from(ZIP)
        .toString('latin1')
        .matchAll(/PK(\x03\x04|\x01\x02|\x05\x06)/g),
    ];
    const places = headers.flatMap(({ index, 1: kind = '' }) => {
      const length = { '\x03\x04': 30, '\x01\x02': 46, '\x05\x06': 22 }[kind] ?? 0;
      const untouched = [...Array(length).keys()].filter((at) => wrong(flipped(index + at)).length === 0);
      return [`${kind.charCodeAt(0)}: ${untouched.join(' ')}`];
    });
    expect([...new Set(places)]).toEqual([
      '3: 4 5 10 11 12 13',
      '1: 4 5 6 7 12 13 14 15 34 35 36 37 38 39 40 41',
      '5: 4 5 6 7',
    ]);
  });
});

it('an archive that another program has packed again is untouched still', () => {
  expect(wrong(touched(PRINTED, () => undefined))).toEqual([]);
});

it.each([
  ['..', '../etc/passwd'],
  ['an absolute path', '/etc/passwd'],
  ['a path of Windows', 'C:\\boot.ini'],
  ['a name of nothing', 'a//b'],
])('%s in a name is refused', (_, name) => {
  expect(wrong(touched(ZIP, put(name, 'x')))).toEqual([
    expect.stringContaining('a name in it would lead out of a folder'),
  ]);
});

it('a name of an object’s own is a name like any other', () => {
  expect(wrong(touched(ZIP, put('constructor', 'x')))).toEqual(['added: constructor']);
});

it.each([
  ['no archive', Buffer.from('PK, but not really')],
  ['half of one', ZIP.subarray(0, ZIP.length / 2)],
  ['nothing', Buffer.from('')],
])('%s is none', (_, bytes) => {
  expect(wrong(bytes)).toEqual(['it is no ZIP that can be read']);
});

it('one that would unpack to more than is allowed is left packed', () => {
  const bomb = touched(ZIP, put('big', 'x'.repeat(2_000_000)));
  expect(verifyEvidence(bomb, bank.publicKeyPem, 1024 * 1024).wrong).toEqual(['it would be larger than 1 MB']);
});

it('a private key is not taken for the key to verify by', () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(verifyEvidence(ZIP, pem).wrong).toContain('the given key is no Ed25519 public key in PEM');
});
