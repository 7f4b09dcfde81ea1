import { structuredOf } from '@mora/contracts';
import { loanIdOf, type LoanId } from '@mora/kernel';
import type { DoorReading, DoorRecord } from '@mora/runtime';
import { HTTP_DOOR, type IntakeEvent } from '../handlers/intake-event.js';
import type { Door, Source } from '../sources/source.js';
import type { Sources } from '../sources/sources.js';
import { type Canonical, readRecord } from './read-record.js';
import type { Rejection } from './rejection.js';

/** A record of the ledgers' topic, or one that waited behind a held loan, whichever door it came through. */
export function readDoorRecord(record: DoorRecord, sources: Sources): DoorReading<IntakeEvent> {
  const structured = parsed(record);
  if (structured === null) return unreadable(NOT_JSON, loanInKey(record.key, sources));
  const door = doorOf(record);
  const reading = readRecord(structured, door, sources);
  if (reading.kind === 'rejected') {
    if (isClose(structured)) return unreadable(reading.rejection, null);
    const subject = loanIn(structured, sources) ?? loanInKey(record.key, sources);
    return unreadable(reading.rejection, subject);
  }
  const isStructured = record.headers['ce_specversion'] === undefined;
  const bytes = isStructured ? record.value : Buffer.from(JSON.stringify(structured));
  const item = itemOf(reading.record, door === 'http' ? HTTP_DOOR : record.partition, bytes);
  const holdsNobody = reading.record.kind === 'closed';
  return {
    kind: 'read',
    id: item.id,
    subject: item.subject,
    event: item.event,
    holdsNobody,
    ...aboutOf(reading.record),
  };
}

/** Whether what could not be read says that it is a close: it is set aside, the closes after it are taken, and its day stays open. */
export const isBrokenClose = (record: DoorRecord): boolean => isClose(parsed(record));

const isClose = (structured: unknown): boolean =>
  (structured as { type?: unknown } | null)?.type === 'ledger.day-closed.v1';

const aboutOf = ({ type, correlationId, traceparent }: Canonical) => ({
  type,
  ...(correlationId !== null && { correlationId }),
  ...(traceparent !== null && { traceparent }),
});

/** What the lanes are handed of a record. */
export function itemOf(record: Canonical, door: number, bytes: Buffer, waited = false) {
  const { subject } = record;
  if (record.kind === 'closed') {
    const { close } = record;
    const event: IntakeEvent = { kind: 'closed', close, door };
    return { id: `${close.source}:${close.eventId}`, subject, event };
  }
  const { booked, control, type } = record;
  const event: IntakeEvent = { kind: 'booked', booked, control, door, type, bytes, waited };
  return { id: `${booked.source}:${booked.eventId}`, subject, event };
}

const NOT_JSON: Rejection = { stage: 'read', reason: 'not-json', field: '', message: 'the record is not JSON' };

function parsed({ headers, value }: DoorRecord): unknown {
  try {
    return structuredOf(headers, value);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A record that came by HTTP and waited behind a held loan carries its id in the headers, and all else in its value. */
const doorOf = ({ headers }: DoorRecord): Door =>
  headers['ce_id'] !== undefined && headers['ce_specversion'] === undefined ? 'http' : 'kafka';

const unreadable = ({ reason, message }: Rejection, subject: string | null): DoorReading<never> => ({
  kind: 'unreadable',
  subject,
  because: reason,
  detail: message,
});

/** The loan that a broken record says it is about. */
function loanIn(structured: unknown, sources: Sources): LoanId | null {
  const { source, subject } = (structured ?? {}) as { source?: unknown; subject?: unknown };
  const known = typeof source === 'string' ? sources.find(source) : null;
  if (known === null || typeof subject !== 'string') return null;
  return loanOrNull(known, subject);
}

/** The loan in the raw key, where a source has said how to find it there. */
function loanInKey(key: string | null, sources: Sources): LoanId | null {
  if (key === null) return null;
  for (const source of sources.all) {
    const loan = source.keyPattern?.exec(key)?.groups?.['loan'];
    if (loan !== undefined && source.doors.includes('kafka')) return loanOrNull(source, loan);
  }
  return null;
}

function loanOrNull({ tenant }: Source, loan: string): LoanId | null {
  try {
    return loanIdOf(tenant, loan);
  } catch {
    return null; // a RangeError is the answer to the question that is asked here
  }
}
