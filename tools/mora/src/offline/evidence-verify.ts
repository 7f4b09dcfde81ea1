import type { KeyObject } from 'node:crypto';
import { type Archive, readArchive } from './evidence-archive.js';
import { layoutOf } from './evidence-layout.js';
import { type FileHash, isSigned, type List, readList, readPublicKey, sha256 } from './evidence-seals.js';

/** What was found in a bundle: nothing wrong where `wrong` is empty. */
export type Verdict = Readonly<{ files: number; wrong: readonly string[]; warnings: readonly string[] }>;

const MANIFEST = { list: 'manifest.json', signature: 'manifest.sig', format: 'mora-evidence/1' };
const PRINTED = { list: 'printed.json', signature: 'printed.sig', format: 'mora-evidence-printed/1' };
const KEY = 'public-key.pem';
type Seal = typeof MANIFEST;

/**
 * Judges a bundle by itself, without any server: each file by its hash, the list of hashes by its signature, and the
 * signature by the given key. Without one the key in the bundle is trusted, which whoever forged the bundle could have made.
 */
export function verifyEvidence(zip: Uint8Array, givenPem: string | null, most?: number): Verdict {
  const archive = readArchive(zip, most);
  if ('kind' in archive) return { files: 0, wrong: [archive.because], warnings: [] };
  const { key, wrong: ofKey, warnings } = keyOf(archive, givenPem);
  const manifest = listOf(archive, MANIFEST, key);
  const hasPapers = archive.files.has(PRINTED.list) || archive.files.has(PRINTED.signature);
  const printed = hasPapers ? listOf(archive, PRINTED, key) : { list: null, wrong: [] };
  const listed = [...(manifest.list?.files ?? []), ...(printed.list?.files ?? [])];
  const wrong = [
    ...ofKey,
    ...manifest.wrong,
    ...printed.wrong,
    ...belonging(archive, manifest.list, printed.list),
    ...archive.doubled.map((name) => `added: ${name} (it stands twice)`),
    // Without a list nobody can say which files are too many.
    ...(manifest.list === null ? [] : differences(archive, listed)),
  ];
  const ofLayout = layoutWrong(zip, archive).filter((line) => !wrong.includes(line));
  return { files: listed.length, wrong: [...wrong, ...ofLayout], warnings };
}

/** What the hashes do not tell, as they are of what one program reads. */
function layoutWrong(zip: Uint8Array, { files, doubled }: Archive): readonly string[] {
  const layout = layoutOf(zip, files);
  if (layout === null) return ['the directory of the archive is damaged'];
  const unlike = layout.unlike.filter((name) => !doubled.includes(name)).map((name) => `altered: ${name}`);
  return layout.hasMore ? [...unlike, 'added: something that the directory of the archive does not name'] : unlike;
}

function keyOf({ files }: Archive, givenPem: string | null) {
  const embedded = readPublicKey(files.get(KEY) ?? '');
  const missing = files.has(KEY) ? `altered: ${KEY}` : `missing: ${KEY}`;
  const wrong = embedded === null ? [missing] : [];
  if (givenPem === null) {
    return { key: embedded, wrong, warnings: ['the key is the one in the bundle: give the bank’s by --key'] };
  }
  const given = readPublicKey(givenPem);
  if (given === null) return { key: null, wrong: ['the given key is no Ed25519 public key in PEM'], warnings: [] };
  const isOther = embedded !== null && !embedded.equals(given);
  return { key: given, wrong: isOther ? ['key is not the one given'] : wrong, warnings: [] };
}

/** A list that is signed. One whose signature does not hold is read all the same: it may tell which file was touched. */
function listOf({ files }: Archive, seal: Seal, key: KeyObject | null) {
  const missing = [seal.list, seal.signature].filter((name) => !files.has(name)).map((name) => `missing: ${name}`);
  const [bytes, signature] = [files.get(seal.list) ?? null, files.get(seal.signature) ?? null];
  const list = bytes === null ? null : readList(bytes);
  if (missing.length > 0) return { list, wrong: missing };
  const holds =
    bytes !== null &&
    signature !== null &&
    list?.format === seal.format &&
    key !== null &&
    isSigned(bytes, signature, key);
  const what = seal === MANIFEST ? 'manifest altered' : 'list of printed papers altered';
  return { list, wrong: holds ? [] : [`${what}, or not signed by this key`] };
}

function belonging({ files }: Archive, manifest: List | null, printed: List | null): readonly string[] {
  const bytes = files.get(MANIFEST.list) ?? null;
  if (manifest === null || printed === null || bytes === null) return [];
  const isOurs = printed.bundleId === manifest.bundleId && printed.manifestSha256 === sha256(bytes);
  return isOurs ? [] : ['the printed papers belong to another bundle'];
}

function differences({ files }: Archive, listed: readonly FileHash[]): readonly string[] {
  const known = new Set([...listed.map(({ name }) => name), ...SEAL_NAMES]);
  const changed = listed.flatMap((file) => {
    if (!files.has(file.name)) return [`missing: ${file.name}`];
    const bytes = files.get(file.name) ?? null;
    return bytes?.length === file.bytes && sha256(bytes) === file.sha256 ? [] : [`altered: ${file.name}`];
  });
  const added = [...files.keys()].filter((name) => !known.has(name)).map((name) => `added: ${name}`);
  return [...changed, ...added];
}

const SEAL_NAMES = [MANIFEST.list, MANIFEST.signature, PRINTED.list, PRINTED.signature, KEY];
