import { crc32 } from 'node:zlib';

/** An entry of an archive: as the directory at its end tells of it, and as its own header does. */
type Entry = Readonly<{ name: string; crc: number; size: number; from: number; to: number; isAlike: boolean }>;

export type Layout = Readonly<{
  /** Files whose own header does not tell what the directory does: other programs show them otherwise, or not at all. */
  unlike: readonly string[];
  /** Whether there is room for something that the directory does not name, and that some programs would show. */
  hasMore: boolean;
}>;

const SIGN = { local: 0x04034b50, central: 0x02014b50 } as const;
const LENGTH = { local: 30, central: 46, end: 22 } as const;
/** What stands behind the bytes of a file where a program has written its size only there. */
const DESCRIPTOR = 24;
/** The only flags that change nothing of how a file is read: compression effort, a size behind the bytes, names in UTF-8. */
const HARMLESS = 0x080e;
const SIZE_BEHIND = 0x0008;

/**
 * Some programs read an archive by its directory, others from its first byte on. Whether both see the same files, and
 * take them for whole, hashes do not tell. Null where the directory cannot be followed.
 */
export function layoutOf(bytes: Uint8Array, files: ReadonlyMap<string, Uint8Array | null>): Layout | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  try {
    const directory = zip.readUInt32LE(end + 16);
    const { entries, upTo } = entriesFrom(zip, directory, zip.readUInt16LE(end + 10));
    if (upTo !== end || zip.readUInt32LE(end + 12) !== end - directory) return null;
    const unlike = entries.filter((entry) => !entry.isAlike || !isWhole(entry, files.get(entry.name) ?? null));
    const spans = [...entries.toSorted((a, b) => a.from - b.from), { from: directory, to: directory }];
    const gaps = spans.map(({ from }, at) => from - (spans[at - 1]?.to ?? 0));
    const isTight = gaps.every((gap, at) => gap >= 0 && gap <= (at === 0 ? 0 : DESCRIPTOR));
    const isLast = end + LENGTH.end === zip.length && zip.readUInt16LE(end + 20) === 0;
    return { unlike: unlike.map(({ name }) => name), hasMore: !isTight || !isLast };
  } catch {
    return null; // it points behind its own end
  }
}

const isWhole = ({ crc, size }: Entry, bytes: Uint8Array | null): boolean =>
  bytes !== null && size === bytes.length && crc === crc32(bytes);

function entriesFrom(zip: Buffer, directory: number, count: number) {
  let upTo = directory;
  const entries = Array.from({ length: count }, () => {
    const at = upTo;
    upTo += LENGTH.central + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entryAt(zip, at);
  });
  return { entries, upTo };
}

function entryAt(zip: Buffer, at: number): Entry {
  const from = zip.readUInt32LE(at + 42);
  const name = nameAt(zip, at + LENGTH.central, at + 28);
  const flags = zip.readUInt16LE(from + 6);
  const isAlike =
    zip.readUInt32LE(at) === SIGN.central &&
    zip.readUInt32LE(from) === SIGN.local &&
    nameAt(zip, from + LENGTH.local, from + 26).equals(name) &&
    zip.readUInt16LE(from + 8) === zip.readUInt16LE(at + 10) &&
    ((flags | zip.readUInt16LE(at + 8)) & ~HARMLESS) === 0 &&
    ((flags & SIZE_BEHIND) !== 0 || sizesAt(zip, from + 14).equals(sizesAt(zip, at + 16)));
  const to =
    from + LENGTH.local + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28) + zip.readUInt32LE(at + 20);
  return { name: name.toString(), crc: zip.readUInt32LE(at + 16), size: zip.readUInt32LE(at + 24), from, to, isAlike };
}

/** Checksum, packed and unpacked size. */
const sizesAt = (zip: Buffer, from: number): Buffer => zip.subarray(from, from + 12);

const nameAt = (zip: Buffer, from: number, length: number): Buffer =>
  zip.subarray(from, from + zip.readUInt16LE(length));
