import type pg from 'pg';
import { prepared } from '../../postgres.js';
import type { BrokerRecord } from '../port.js';

/** What one look at the log tells about a partition: where it begins, and where the next record will go. */
export type Head = Readonly<{ topicId: string; partition: number; low: bigint; high: bigint }>;

export type Position = Readonly<{ topic: string; topicId: string; partition: number; next: bigint }>;

/** A position, and of which log it is one. */
export type Placed = Position & Readonly<{ clusterId: string; partitions: number }>;

type Stored = { offset: bigint; key: Buffer | null; headers: Record<string, string>; value: Buffer | null };

/** All partitions of the topics, and where the group goes on in each: its hint, else the earliest record kept. */
export async function positionsOf(pool: pg.Pool, group: string, topics: readonly string[]): Promise<Placed[]> {
  const { rows } = await pool.query<Placed>(
    `select t.name as topic, t.id as "topicId", p.partition, coalesce(h.next_offset, p.low) as next,
       c.id as "clusterId", t.partitions
     from bus.topic t cross join bus.cluster c join bus.partition p on p.topic_id = t.id
     left join bus.hint h on h.topic_id = t.id and h.partition = p.partition and h.group_name = $1
     where t.name = any($2::text[]) order by t.name, p.partition`,
    [group, [...topics]],
  );
  return rows.map((row) => ({ ...row, next: BigInt(row.next) }));
}

/** One query for all partitions that are read, whatever their number: this is all that an idle reader costs. */
export async function headsOf(pool: pg.Pool, topicIds: readonly string[]): Promise<readonly Head[]> {
  const { rows } = await pool.query<Head>(
    prepared(`select topic_id as "topicId", partition, low, high from bus.partition where topic_id = any($1::uuid[])`, [
      [...topicIds],
    ]),
  );
  return rows.map((row) => ({ ...row, low: BigInt(row.low), high: BigInt(row.high) }));
}

export async function readRecords(pool: pg.Pool, from: Position, limit: number): Promise<readonly BrokerRecord[]> {
  const { rows } = await pool.query<Stored>(
    prepared(
      `select "offset", key, headers, value from bus.record
       where topic_id = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4`,
      [from.topicId, from.partition, from.next, limit],
    ),
  );
  return rows.map(({ offset, key, headers, value }) => ({
    offset: BigInt(offset),
    key,
    headers,
    value,
  }));
}

export async function leaveHints(pool: pg.Pool, group: string, reached: readonly Position[]): Promise<void> {
  await pool.query(
    `insert into bus.hint (group_name, topic_id, partition, next_offset)
     select $1, * from unnest($2::uuid[], $3::int[], $4::bigint[])
     on conflict (group_name, topic_id, partition) do update set next_offset = excluded.next_offset`,
    [group, reached.map((at) => at.topicId), reached.map((at) => at.partition), reached.map((at) => at.next)],
  );
}
