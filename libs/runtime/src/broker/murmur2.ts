const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** The hash by which Kafka's Java client spreads keys, so that every producer agrees on a loan's partition. */
export function murmur2(key: Buffer): number {
  let hash = SEED ^ key.length;
  let at = 0;
  for (; at + 4 <= key.length; at += 4) {
    let word = Math.imul(key.readInt32LE(at), M);
    word ^= word >>> 24;
    hash = Math.imul(hash, M) ^ Math.imul(word, M);
  }
  const left = key.length - at;
  if (left === 3) hash ^= key.readUInt8(at + 2) << 16;
  if (left >= 2) hash ^= key.readUInt8(at + 1) << 8;
  if (left >= 1) hash = Math.imul(hash ^ key.readUInt8(at), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key in a topic of so many partitions, as the Java client's default partitioner has it. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
