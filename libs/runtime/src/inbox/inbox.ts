import { hash } from 'node:crypto';
import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';

export type Seen = 'new' | 'duplicate' | 'conflict';
export type Arrival = Readonly<{ id: string; hash: Buffer }>;

const HASH_BYTES = 16;

/** Enough of the SHA-256 of a record's bytes to tell a repetition from another record under the same id. */
export const payloadHash = (...parts: readonly (Buffer | string)[]): Buffer =>
  hash(
    'sha256',
    parts.length === 1 ? (parts[0] ?? '') : Buffer.concat(parts.map((p) => Buffer.from(p))),
    'buffer',
  ).subarray(0, HASH_BYTES);

/**
 * Remembers what has arrived, for ever, and says of each whether it is new. A repetition within the batch counts too.
 * The same id with the same bytes is a duplicate; with other bytes a conflict. Mostly all are new, and then the ids
 * need not come back.
 */
export async function takeIn(
  tx: Tx,
  consumer: string,
  openDay: CalendarDate | null,
  arrivals: readonly Arrival[],
): Promise<Seen[]> {
  if (arrivals.length === 0) return [];
  const first = new Map<string, Arrival>();
  for (const arrival of arrivals) if (!first.has(arrival.id)) first.set(arrival.id, arrival);
  const distinct = [...first.values()];
  const [taken] = await tx.query<{ all_new: boolean; ids: string[] | null }>(
    `with taken as (
       insert into inbox (consumer, event_id, payload_hash, open_day)
       select $1, id, hash, $2 from unnest($3::text[], $4::bytea[]) as arrival (id, hash)
       on conflict do nothing returning event_id)
     select count(*) = $5::int as all_new, case when count(*) < $5::int then array_agg(event_id) end as ids from taken`,
    [consumer, openDay, distinct.map((a) => a.id), distinct.map((a) => a.hash), distinct.length],
  );
  const allNew = taken?.all_new === true;
  const unseen = new Set(allNew ? first.keys() : (taken?.ids ?? []));
  const known = allNew ? first : await remembered(tx, consumer, first, unseen);
  return arrivals.map(({ id, hash: payload }) => {
    if (unseen.delete(id)) return 'new';
    return known.get(id)?.hash.equals(payload) ? 'duplicate' : 'conflict';
  });
}

async function remembered(
  tx: Tx,
  consumer: string,
  first: ReadonlyMap<string, Arrival>,
  unseen: ReadonlySet<string>,
): Promise<Map<string, Arrival>> {
  const rows = await tx.query<{ event_id: string; payload_hash: Buffer }>(
    `select event_id, payload_hash from inbox where consumer = $1 and event_id = any($2::text[])`,
    [consumer, [...first.keys()].filter((id) => !unseen.has(id))],
  );
  const known = new Map(first);
  for (const row of rows) known.set(row.event_id, { id: row.event_id, hash: row.payload_hash });
  return known;
}

/** A command that was refused leaves no trace: its key may be used again when the state has changed. */
export async function forget(tx: Tx, consumer: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(`delete from inbox where consumer = $1 and event_id = any($2::text[])`, [consumer, ids]);
}
