import type pg from 'pg';
import type { Tx } from '../postgres.js';
import { unpark } from './parking.js';
import type { Which } from './operations.js';

/** What an operator is shown of a held subject, and of what waits behind it. */
export type HeldView = Readonly<{
  subject: string;
  since: string;
  reason: string;
  detail: string;
  attempts: number;
  waiting: number;
  heldAt: string;
}>;

export type WaitingView = Readonly<{ eventId: string; type: string; stream: string; day: string; bytes: number }>;

export async function heldViews(
  pool: pg.Pool,
  tenant: string,
  ask: Readonly<{ reason?: string; loan?: string; limit: number }>,
): Promise<HeldView[]> {
  const { rows } = await pool.query<HeldView>(
    `select subject, since, reason, detail, attempts, held_at as "heldAt",
       (select count(*)::int from parked_record p where p.space = h.space and p.subject = h.subject) as waiting
     from held_subject h where starts_with(subject, $1 || ':') and ($2::text is null or reason = $2)
       and ($3::text is null or subject = $3) order by held_at, subject limit $4`,
    [tenant, ask.reason ?? null, ask.loan ?? null, ask.limit],
  );
  return rows;
}

export async function waitingViews(pool: pg.Pool, subject: string, limit: number): Promise<WaitingView[]> {
  const { rows } = await pool.query<WaitingView>(
    `select event_id as "eventId", type, stream, day, octet_length(value) as bytes
     from parked_record where subject = $1 order by position limit $2`,
    [subject, limit],
  );
  return rows;
}

export async function heldIds(
  pool: pg.Pool,
  { reason, loan }: Which,
  tenant: string,
): Promise<{ space: string; subject: string }[]> {
  const { rows } = await pool.query<{ space: string; subject: string }>(
    `select space, subject from held_subject where starts_with(subject, $1 || ':')
       and ($2::text is null or reason = $2) and ($3::text is null or subject = $3)
       and ($2::text is not null or $3::text is not null) order by held_at, subject`,
    [tenant, reason ?? null, loan ?? null],
  );
  return rows;
}

/**
 * Moves the record that holds a subject to the dead letters, as discarded: its bytes are kept for whoever asks.
 * False where none does, as time holds it: what waits behind it is not at fault.
 */
export async function discardHead(tx: Tx, consumer: string, space: string, subject: string): Promise<boolean> {
  const [head] = await tx.query<{ position: bigint }>(
    `insert into dead_letter (consumer, stream, topic_id, partition, record_offset, key, headers, value, stage, reason,
                              detail, status)
     select $1, p.stream, 'parked', p.source_partition, p.position, convert_to(p.subject, 'UTF8'), p.headers, p.value,
       'decide', h.reason, h.detail, 'discarded'
     from parked_record p join held_subject h using (space, subject)
     where p.space = $2 and p.subject = $3 and p.event_id = h.event_id order by p.position limit 1
     returning record_offset as position`,
    [consumer, space, subject],
  );
  if (head !== undefined) await unpark(tx, [head.position]);
  return head !== undefined;
}
