import { type UnzipFileInfo, unzipSync } from 'fflate';

/** More than any bundle of Mora holds; beyond it nothing is unpacked. */
export const MOST_BYTES = 200 * 1024 * 1024;

export type Archive = Readonly<{
  /** By name; null where it could not be unpacked. */
  files: ReadonlyMap<string, Uint8Array | null>;
  /** Names that stand more than once: two programs may show two different files. */
  doubled: readonly string[];
}>;
export type Refusal = Readonly<{ kind: 'refused'; because: string }>;

/** Unpacks an archive in memory, each file by itself, so that one that is damaged is named and the others are read. */
export function readArchive(zip: Uint8Array, most: number = MOST_BYTES): Archive | Refusal {
  const entries = entriesOf(zip);
  if (entries === null) return refused('it is no ZIP that can be read');
  const unsafe = entries.find(({ name }) => isUnsafe(name));
  if (unsafe !== undefined) return refused(`a name in it would lead out of a folder: ${JSON.stringify(unsafe.name)}`);
  const bytes = zip.length + entries.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (bytes > most) return refused(`it would be larger than ${most / 1024 / 1024} MB`);
  const names = entries.map(({ name }) => name);
  const doubled = [...new Set(names.filter((name, at) => names.indexOf(name) < at))];
  return { files: new Map([...new Set(names)].map((name) => [name, unpacked(zip, name)])), doubled };
}

const refused = (because: string): Refusal => ({ kind: 'refused', because });

function entriesOf(zip: Uint8Array): readonly UnzipFileInfo[] | null {
  const entries: UnzipFileInfo[] = [];
  try {
    const onlyLook = (entry: UnzipFileInfo): boolean => {
      entries.push(entry);
      return false;
    };
    unzipSync(zip, { filter: onlyLook });
    return entries;
  } catch {
    return null;
  }
}

const isUnsafe = (name: string): boolean =>
  name === '' || /[\\:\0]/.test(name) || name.split('/').some((step) => step === '' || step === '.' || step === '..');

function unpacked(zip: Uint8Array, wanted: string): Uint8Array | null {
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: ({ name }) => name === wanted }))).get(wanted) ?? null;
  } catch {
    return null;
  }
}
