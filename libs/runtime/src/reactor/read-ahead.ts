import type { BrokerRecord } from '../broker/port.js';

type Begun<T> = { readonly read: T[]; over: boolean };

const begun = new WeakMap<readonly BrokerRecord[], Begun<unknown>>();
/** Few enough that an answer of the database does not wait long for its turn. */
const SLICE = 32;

/**
 * Begins to read records before their turn, a few at a time, whenever this process waits for the database: reading
 * needs nothing of it. What fails is read again in its turn, so that nobody else is blamed for it.
 */
export function readAhead<T>(records: readonly BrokerRecord[], reading: (record: BrokerRecord) => T): void {
  if (begun.has(records)) return;
  const work: Begun<T> = { read: [], over: false };
  begun.set(records, work);
  const slice = (): void => {
    if (work.over) return;
    try {
      readUpTo(records, reading, work.read, work.read.length + SLICE);
    } catch {
      return;
    }
    if (work.read.length < records.length) setImmediate(slice);
  };
  setImmediate(slice);
}

/** All that the records say: what was read ahead, and the rest now. */
export function readNow<T>(records: readonly BrokerRecord[], reading: (record: BrokerRecord) => T): readonly T[] {
  const work = (begun.get(records) ?? { read: [], over: false }) as Begun<T>;
  work.over = true;
  begun.delete(records);
  readUpTo(records, reading, work.read, records.length);
  return work.read;
}

function readUpTo<T>(
  records: readonly BrokerRecord[],
  reading: (record: BrokerRecord) => T,
  read: T[],
  count: number,
): void {
  while (read.length < Math.min(count, records.length)) read.push(reading(records[read.length] as BrokerRecord));
}
