import { hash } from 'node:crypto';
import { ContractViolation, type LedgerRecord, readLedgerRecord } from '@mora/contracts';
import { type CalendarDate, type Currency, type LoanId, loanIdOf } from '@mora/kernel';
import type { Booked } from '../domain/booked.js';
import type { Door, Source } from '../sources/source.js';
import type { Sources } from '../sources/sources.js';
import { type BookedKind, meaningOf } from './facts.js';
import { dayOf, minorOf } from './field.js';
import { Rejected, rejected, type Rejection } from './rejection.js';

export type Totals = Readonly<Partial<Record<Currency, bigint>>>;

/** A source says that it has sent all of a span of days. */
export type SourceClose = Readonly<{
  source: string;
  eventId: string;
  date: CalendarDate;
  from: CalendarDate | null;
  count: number;
  totals: Totals;
  /** Null for a source that closes once. */
  partition: number | null;
}>;

/** A record as the intake knows it. */
export type Canonical = Readonly<{ type: string; correlationId: string | null; traceparent: string | null }> &
  (
    | Readonly<{
        kind: 'booked';
        subject: LoanId;
        booked: Booked;
        control: Readonly<{ currency: Currency; minor: bigint }> | null;
      }>
    | Readonly<{ kind: 'closed'; subject: string; close: SourceClose }>
  );

export type Reading = Readonly<{ kind: 'read'; record: Canonical } | { kind: 'rejected'; rejection: Rejection }>;

/** Reads one record in structured form, as it came through this door; null judges it whatever door it comes by. Never throws for what a record holds. */
export function readRecord(structured: unknown, door: Door | null, sources: Sources): Reading {
  try {
    return { kind: 'read', record: canonical(readLedgerRecord(structured), door, sources) };
  } catch (error) {
    if (error instanceof Rejected) return { kind: 'rejected', rejection: error.rejection };
    if (error instanceof ContractViolation) return { kind: 'rejected', rejection: violation(error) };
    throw error;
  }
}

const violation = ({ message, fields }: ContractViolation): Rejection => ({
  stage: 'contract',
  reason: 'contract',
  field: fields[0] ?? '',
  message,
});

function canonical(record: LedgerRecord, door: Door | null, sources: Sources): Canonical {
  const { envelope } = record;
  const source = sources.find(envelope.source);
  if (source === null) throw rejected('source', 'source-unknown', 'source', 'source is not one that is configured');
  if (door !== null && !source.doors.includes(door)) {
    throw rejected('source', 'door-closed', 'source', `source ${source.id} is not agreed to come by ${door}`);
  }
  if (envelope.tenant !== undefined && envelope.tenant !== source.tenant) {
    throw rejected('source', 'tenant-differs', 'tenant', `tenant is not the one of source ${source.id}`);
  }
  const { type, correlationid: correlationId = null, traceparent = null } = envelope;
  if (record.kind === 'day-closed') return { type, correlationId, traceparent, ...closeOf(record, source) };
  return { type, correlationId, traceparent, ...bookedOf(record, source) };
}

function bookedOf(record: Extract<LedgerRecord, { kind: BookedKind }>, source: Source) {
  const { envelope, data } = record;
  const bookedOn = dayOf(envelope.businessdate, 'businessdate');
  const sequence = envelope.sequence === undefined ? null : Number(envelope.sequence);
  if (source.terms.sequence.kind === 'per-loan' && sequence === null) {
    throw rejected(
      'source',
      'sequence-missing',
      'sequence',
      `sequence is missing: source ${source.id} numbers its records`,
    );
  }
  const { facts, valueDate, currency, control, historyUntil } = meaningOf(record, bookedOn, source.monthsInArrears);
  const booked: Booked = {
    source: source.id,
    eventId: envelope.id,
    facts,
    sequence,
    bookedOn,
    valueDate,
    bookingId: data.bookingId ?? '',
    currency,
    cutOver: data.cutOver ?? false,
    historyUntil: historyUntil ?? null,
    digest: hash('sha256', JSON.stringify(facts), 'hex').slice(0, 16),
  };
  return { kind: 'booked' as const, subject: loanOf(source, envelope.subject ?? ''), booked, control };
}

function loanOf({ tenant }: Source, subject: string): LoanId {
  try {
    return loanIdOf(tenant, subject);
  } catch {
    throw rejected(
      'contract',
      'loan-id',
      'subject',
      'subject is not a loan id: no colon or space in front, no control characters',
    );
  }
}

/** Closes of a source stand in line as the records of a loan do; the second colon keeps them apart from every loan. */
const closesOf = ({ tenant, id }: Source): string => `${tenant}::${id}`;

function closeOf({ envelope, data }: Extract<LedgerRecord, { kind: 'day-closed' }>, source: Source) {
  const totals: Partial<Record<Currency, bigint>> = {};
  for (const [n, { currency, amount }] of data.totals.entries()) {
    totals[currency] = (totals[currency] ?? 0n) + minorOf(amount, currency, `totals.${n}.amount`);
  }
  if (source.closes === 'per-partition' && data.partition === undefined) {
    throw rejected(
      'source',
      'contract',
      'partition',
      `partition is missing: source ${source.id} closes each by itself`,
    );
  }
  const close: SourceClose = {
    source: source.id,
    eventId: envelope.id,
    date: dayOf(data.date, 'date'),
    from: data.from === undefined ? null : dayOf(data.from, 'from'),
    count: data.count,
    totals,
    partition: source.closes === 'per-partition' ? (data.partition ?? null) : null,
  };
  return { kind: 'closed' as const, subject: closesOf(source), close };
}
