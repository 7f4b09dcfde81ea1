import type { BrokerRecord } from '../broker/port.js';
import { isMark } from './decode.js';

/** A batch in chunks of at most `size` records with no mark in them; each mark is a chunk of its own. */
export function chunksOf(records: readonly BrokerRecord[], size: number): BrokerRecord[][] {
  const chunks: BrokerRecord[][] = [];
  let open: BrokerRecord[] = [];
  for (const record of records) {
    if (isMark(record) || open.length >= size) {
      if (open.length > 0) chunks.push(open);
      open = [];
    }
    if (isMark(record)) chunks.push([record]);
    else open.push(record);
  }
  if (open.length > 0) chunks.push(open);
  return chunks;
}
