import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import { headersJson, type Source } from '../reactor/item.js';

export type Hold = Readonly<{
  subject: string;
  partition: number;
  since: CalendarDate;
  reason: string;
  detail: string;
  /** What held it first: what its release is announced by. */
  causeId: string;
  /** The waiting record that holds it now; null where time does (a timer, the close of a day). */
  eventId: string | null;
  /** How far the informing streams were known then: its replay learns of later days in their turn. */
  known: Readonly<Record<string, CalendarDate>> | null;
}>;

export type Parked = Readonly<{ subject: string; day: CalendarDate; id: string; type: string; source: Source }>;
export type ParkedRecord = Parked & Readonly<{ position: bigint }>;

const NO_BYTES = Buffer.alloc(0);

/** Which of these subjects are held. */
export async function heldAmong(tx: Tx, space: string, subjects: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ subject: string }>(
    `select subject from held_subject where space = $1 and subject = any($2::text[])`,
    [space, subjects],
  );
  return new Set(rows.map((row) => row.subject));
}

export async function hold(tx: Tx, space: string, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return;
  await tx.query(
    `insert into held_subject (space, subject, partition, since, reason, detail, cause_id, event_id, known)
     select $1, * from unnest($2::text[], $3::int[], $4::date[], $5::text[], $6::text[], $7::text[], $8::text[],
                              $9::jsonb[])`,
    [
      space,
      holds.map((h) => h.subject),
      holds.map((h) => h.partition),
      holds.map((h) => h.since),
      holds.map((h) => h.reason),
      holds.map((h) => printable(h.detail)),
      holds.map((h) => h.causeId),
      holds.map((h) => h.eventId),
      holds.map((h) => JSON.stringify(h.known)),
    ],
  );
}

/** Puts records behind their held subjects, in the order given. */
export async function park(tx: Tx, space: string, records: readonly Parked[]): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `insert into parked_record (space, subject, day, stream, source_partition, record_offset, event_id, type, headers,
                                value)
     select $1, p.subject, p.day, p.stream, p.source_partition, p.at, p.event_id, p.type, p.headers, p.value
     from unnest($2::text[], $3::date[], $4::text[], $5::int[], $6::bigint[], $7::text[], $8::text[], $9::jsonb[],
                 $10::bytea[]) with ordinality
       as p (subject, day, stream, source_partition, at, event_id, type, headers, value, nth)
     order by p.nth`,
    [
      space,
      records.map((r) => r.subject),
      records.map((r) => r.day),
      records.map((r) => r.source.stream),
      records.map((r) => r.source.partition),
      records.map((r) => r.source.offset),
      records.map((r) => r.id),
      records.map((r) => r.type),
      records.map((r) => headersJson(r.source)),
      records.map((r) => r.source.value ?? NO_BYTES),
    ],
  );
}

type ParkedRow = {
  position: bigint;
  subject: string;
  day: CalendarDate;
  stream: string;
  source_partition: number;
  record_offset: bigint | null;
  event_id: string;
  type: string;
  headers: Record<string, string>;
  value: Buffer;
};

export async function holdOf(tx: Tx, space: string, subject: string): Promise<Hold | null> {
  const [row] = await tx.query<Hold>(
    `select subject, partition, since, reason, detail, cause_id as "causeId", event_id as "eventId", known
     from held_subject where space = $1 and subject = $2`,
    [space, subject],
  );
  return row ?? null;
}

/** All that waits behind a held subject, in order. */
export async function parkedOf(tx: Tx, space: string, subject: string): Promise<ParkedRecord[]> {
  const rows = await tx.query<ParkedRow>(
    `select position, subject, day, stream, source_partition, record_offset, event_id, type, headers, value
     from parked_record where space = $1 and subject = $2 order by position`,
    [space, subject],
  );
  return rows.map((row) => ({
    position: row.position,
    subject: row.subject,
    day: row.day,
    id: row.event_id,
    type: row.type,
    source: {
      stream: row.stream,
      topicId: '',
      partition: row.source_partition,
      offset: row.record_offset ?? -1n,
      key: Buffer.from(row.subject),
      headers: row.headers,
      value: row.value,
    },
  }));
}

export async function unpark(tx: Tx, positions: readonly bigint[]): Promise<void> {
  if (positions.length === 0) return;
  await tx.query(`delete from parked_record where position = any($1::bigint[])`, [positions]);
}

export async function letGo(tx: Tx, space: string, subject: string): Promise<void> {
  await tx.query(`delete from held_subject where space = $1 and subject = $2`, [space, subject]);
}

export type StillHeld = Omit<Hold, 'partition' | 'causeId'>;

/** The subject stays held, now for what stopped this attempt; days before `since` have been made up for. */
export async function holdOn(tx: Tx, space: string, held: StillHeld): Promise<void> {
  await tx.query(
    `update held_subject set attempts = attempts + 1, since = $3, reason = $4, detail = $5, event_id = $6,
       known = $7
     where space = $1 and subject = $2`,
    [space, held.subject, held.since, held.reason, printable(held.detail), held.eventId, JSON.stringify(held.known)],
  );
}

/** What is said of a record may quote it, and PostgreSQL's text knows no NUL. */
export const printable = (text: string): string => text.replaceAll('\0', '\ufffd');
