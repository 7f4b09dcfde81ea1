import type { Rejection } from './intake/rejection.js';
import { deliveredLine } from './intake/delivered-line.js';
import { readRecord } from './intake/read-record.js';
import type { Sources } from './sources/sources.js';

export type Verdict = Readonly<{ line: number }> &
  (Readonly<{ kind: 'good'; type: string; id: string }> | Readonly<{ kind: 'bad' } & Rejection>);

const RECORD_BYTES = 262_144;

/**
 * Judges canonical records line by line without a server: is each what the contract says, and what was agreed with its
 * source? Empty lines are passed over. Order, gaps and loans are not judged: they need the books.
 */
export async function* checkRecords(
  lines: AsyncIterable<Buffer | string> | Iterable<Buffer | string>,
  sources: Sources,
): AsyncIterable<Verdict> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const bytes = Buffer.from(text as Buffer);
    if (bytes.length > 0) yield { line, ...judged(bytes, sources) };
  }
}

type Judged = Readonly<{ kind: 'good'; type: string; id: string } | ({ kind: 'bad' } & Rejection)>;

function judged(bytes: Buffer, sources: Sources): Judged {
  const delivered = deliveredLine(bytes, RECORD_BYTES);
  if ('broken' in delivered) return { kind: 'bad', ...delivered.broken };
  const reading = readRecord(delivered.structured, null, sources);
  if (reading.kind === 'rejected') return { kind: 'bad', ...reading.rejection };
  const { record } = reading;
  const id = record.kind === 'closed' ? record.close.eventId : record.booked.eventId;
  return { kind: 'good', type: record.type, id };
}
