import type { Place } from './loan-intake.js';
import type { Sequence } from './terms.js';

/** Whether a record stands, by value date and booking id, before the latest that was taken. */
export const isBefore = (record: Place, latest: Place | null, sequence: Sequence): boolean =>
  latest !== null && compare(record, latest, sequence) < 0;

export function laterPlace(record: Place, latest: Place | null, sequence: Sequence): Place {
  const { valueDate, bookingId } = record;
  return latest === null || compare(record, latest, sequence) >= 0 ? { valueDate, bookingId } : latest;
}

function compare(a: Place, b: Place, sequence: Sequence): number {
  if (a.valueDate !== b.valueDate) return a.valueDate < b.valueDate ? -1 : 1;
  const numeric = sequence.kind === 'none' && sequence.bookingIds === 'numeric';
  return numeric ? compareNumbers(a.bookingId, b.bookingId) : compareText(a.bookingId, b.bookingId);
}

/** Booking numbers have outgrown what a double holds; without leading zeros the longer one is the greater. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length === y.length ? compareText(x, y) : x.length - y.length;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
