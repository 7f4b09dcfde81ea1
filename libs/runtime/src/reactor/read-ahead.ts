import type { BrokerRecord } from '../broker/port.js';

/**
 * What has been read of chunks whose turn is still to come. While PostgreSQL writes one chunk this process has nothing
 * to do, and reading needs nothing of the database: so the next chunk is parsed and checked meanwhile.
 */
const read = new WeakMap<readonly BrokerRecord[], unknown>();

/** Reads records before their turn. What fails is read again in its turn, so that nobody else is blamed for it. */
export function readAhead<T>(records: readonly BrokerRecord[], reading: () => T): void {
  try {
    if (!read.has(records)) read.set(records, reading());
  } catch {
    read.delete(records);
  }
}

/** What was read ahead of these very records, or else is read now. */
export function readNow<T>(records: readonly BrokerRecord[], reading: () => T): T {
  if (!read.has(records)) return reading();
  const known = read.get(records) as T;
  read.delete(records);
  return known;
}
