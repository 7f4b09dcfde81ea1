import type pg from 'pg';
import type { OwnedLane } from './ownership.js';

/** One announcement about to be sent. */
export type Outgoing = Readonly<{
  position: bigint;
  space: string;
  partition: number;
  id: string;
  stream: string;
  key: string | null;
  type: string;
  payload: string;
  target: number;
  tenant: string;
  businessDate: string;
  causationId: string;
  correlationId: string;
  traceparent: string | null;
  time: string;
  /** What it takes on the wire, about: payload, key and headers. */
  bytes: number;
}>;

const HEADER_BYTES = 700;

/** The next rows of each lane from its cursor on, in order. */
export async function nextPage(pool: pg.Pool, lanes: readonly OwnedLane[], limit: number): Promise<Outgoing[]> {
  if (lanes.length === 0) return [];
  const perLane = Math.max(Math.floor(limit / lanes.length), 100);
  const { rows } = await pool.query<Outgoing>({
    name: 'outbox-next-page',
    text: `select o.position, o.space, o.partition, o.id, o.aggregatetype as stream, o.aggregateid as key, o.type,
        o.payload, o.target_partition as target, o.tenant, o.business_date as "businessDate",
        o.causation_id as "causationId", o.correlation_id as "correlationId", o.traceparent,
        to_char(o.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time,
        octet_length(o.payload) + ${HEADER_BYTES} as bytes
      from unnest($1::text[], $2::int[]) as mine (space, partition)
      left join relay_cursor c using (space, partition)
      cross join lateral (
        select * from outbox
        where space = mine.space and partition = mine.partition and position > coalesce(c.position, 0)
        order by position limit $3) as o
      order by o.space, o.partition, o.position`,
    values: [lanes.map((lane) => lane.space), lanes.map((lane) => lane.partition), perLane],
  });
  return rows;
}

/** Moves the cursors of the lanes behind what was sent, and deletes it, in one statement. */
export async function forgetSent(pool: pg.Pool, rows: readonly Outgoing[]): Promise<void> {
  const upTo = new Map<string, Outgoing>();
  for (const row of rows) upTo.set(`${row.space}|${row.partition}`, row);
  const last = [...upTo.values()];
  await pool.query({
    name: 'outbox-forget-sent',
    text: `with sent as (select * from unnest($1::text[], $2::int[], $3::bigint[]) as s (space, partition, position)),
        moved as (
          insert into relay_cursor (space, partition, position) select * from sent
          on conflict (space, partition) do update
            set position = greatest(excluded.position, relay_cursor.position))
      delete from outbox using sent
      where outbox.space = sent.space and outbox.partition = sent.partition and outbox.position <= sent.position`,
    values: [last.map((r) => r.space), last.map((r) => r.partition), last.map((r) => r.position)],
  });
}

/** Keeps rows that no broker would take whole, so that they can be sent again as they were. */
export async function setOutgoingAside(pool: pg.Pool, rows: readonly Outgoing[], reason: string): Promise<void> {
  await pool.query(
    `insert into outbox_set_aside (position, ${OUTBOX_COLUMNS}, reason)
     select position, ${OUTBOX_COLUMNS}, $2 from outbox where position = any($1::bigint[]) on conflict do nothing`,
    [rows.map((row) => row.position), reason],
  );
}

/** All that is kept of a row but its place. */
export const OUTBOX_COLUMNS = `space, partition, id, aggregatetype, aggregateid, type, payload, target_partition, tenant,
  business_date, causation_id, correlation_id, traceparent, created_at`;
