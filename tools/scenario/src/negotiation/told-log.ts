import { LEDGER_REQUESTS_STREAM, LOAN_STREAM, NEGOTIATION_STREAM } from '@mora/contracts';
import type { LogRecord } from '../negotiation-checker/book.js';

/** What is said of a day: what the ledger has booked, then what follows from it, then what is asked of the ledger. */
const ORDER: readonly string[] = [LOAN_STREAM, NEGOTIATION_STREAM, LEDGER_REQUESTS_STREAM];

type Place = Readonly<{ day: string; rank: number }>;

/**
 * The records of several streams in the order in which somebody would have heard them: by their business days, and each
 * partition in its own order, also where it names an earlier day late.
 */
export function inOrder(partitions: ReadonlyMap<string, readonly LogRecord[]>): readonly LogRecord[] {
  const placed: (readonly [Place, LogRecord])[] = [];
  for (const [place, records] of [...partitions].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const rank = ORDER.indexOf(place.slice(0, place.lastIndexOf('/')));
    const reached = new Map<string, string>();
    for (const record of records) {
      const before = reached.get(record.loan) ?? '';
      const day = record.businessDate > before ? record.businessDate : before;
      reached.set(record.loan, day);
      placed.push([{ day, rank }, record]);
    }
  }
  return placed
    .toSorted(([a], [b]) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.rank - b.rank))
    .map(([, record]) => record);
}
