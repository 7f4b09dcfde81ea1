import { zipSync } from 'fflate';
import {
  type BundleFile,
  byName,
  type Manifest,
  manifestText,
  printedText,
  SEALS,
} from '../domain/evidence/manifest.js';
import { hashOf, sha256 } from './hash.js';
import type { Signer } from './signer.js';

export type Sealed = Readonly<{ manifest: Manifest; manifestSha256: string; signature: string; keyId: string }>;

/** Makes the manifest of a bundle's files and signs it. */
export function seal(head: Omit<Manifest, 'format' | 'files'>, files: readonly BundleFile[], signer: Signer): Sealed {
  const hashes = files.map(({ name, text }) => hashOf(name, text)).toSorted(byName);
  const manifest: Manifest = { format: 'mora-evidence/1', ...head, files: hashes };
  const bytes = Buffer.from(manifestText(manifest));
  return { manifest, manifestSha256: sha256(bytes), signature: signer.sign(bytes), keyId: signer.keyId };
}

/** What is kept of a bundle; with it the archive can be made again. `publicKeyPem` is the key that signed it. */
export type StoredBundle = Readonly<{
  manifest: Manifest;
  signature: string;
  files: readonly BundleFile[];
  publicKeyPem: string;
}>;
export type Paper = Readonly<{ name: string; bytes: Uint8Array }>;

/** The archive of a bundle: the same bytes whenever and wherever it is made. */
export function archiveOf({ manifest, signature, files, publicKeyPem }: StoredBundle): Buffer {
  return zipOf([...filesOf({ manifest, signature, files }), textFile(SEALS.key, publicKeyPem)]);
}

/** The same with papers that were printed for this copy, sealed by a list of their own. */
export function archiveWith(
  bundle: Omit<StoredBundle, 'publicKeyPem'>,
  papers: readonly Paper[],
  signer: Signer,
): Buffer {
  const printed = Buffer.from(
    printedText({
      format: 'mora-evidence-printed/1',
      bundleId: bundle.manifest.bundleId,
      manifestSha256: sha256(manifestText(bundle.manifest)),
      files: papers.map(({ name, bytes }) => hashOf(name, bytes)),
    }),
  );
  return zipOf([
    ...filesOf(bundle),
    ...papers,
    { name: SEALS.printed, bytes: printed },
    textFile(SEALS.printedSignature, `${signer.sign(printed)}\n`),
    textFile(SEALS.key, signer.publicKeyPem),
  ]);
}

const filesOf = ({ manifest, signature, files }: Omit<StoredBundle, 'publicKeyPem'>): readonly Paper[] => [
  ...files.map(({ name, text }) => textFile(name, text)),
  textFile(SEALS.manifest, manifestText(manifest)),
  textFile(SEALS.signature, `${signature}\n`),
];

const textFile = (name: string, text: string): Paper => ({ name, bytes: Buffer.from(text) });

function zipOf(entries: readonly Paper[]): Buffer {
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw new Error('a file stands once in a bundle');
  // An archive keeps the wall time of its maker's zone: made of local parts, this day is the same in every zone.
  const mtime = new Date(1980, 0, 1);
  const ordered = entries.toSorted(byName).map(({ name, bytes }) => [name, new Uint8Array(bytes)] as const);
  return Buffer.from(zipSync(Object.fromEntries(ordered), { level: 6, mtime }));
}
