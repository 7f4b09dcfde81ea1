import type pg from 'pg';
import type { TopicIdentity, TopicSpec, Watermarks } from '../port.js';
import { inTransaction, prepared, reading } from '../../postgres.js';

export async function ensureTopic(pool: pg.Pool, { topic, partitions }: TopicSpec): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const [made] = await tx.query<{ id: string }>(
      `insert into bus.topic (name, partitions) values ($1, $2) on conflict do nothing returning id`,
      [topic, partitions],
    );
    if (made === undefined) return;
    await tx.query(
      `insert into bus.partition (topic_id, partition) select $1, n from generate_series(0, $2::int - 1) n`,
      [made.id, partitions],
    );
  });
}

export async function identifyTopic(pool: pg.Pool, topic: string): Promise<TopicIdentity | null> {
  const { rows } = await pool.query<TopicIdentity>(
    prepared(
      `select c.id as "clusterId", t.id as "topicId", t.partitions from bus.topic t, bus.cluster c where t.name = $1`,
      [topic],
    ),
  );
  return rows[0] ?? null;
}

/** By topic, in the order of its partitions. What does not exist is left out. */
export async function watermarksOf(
  pool: pg.Pool,
  topics: readonly string[],
): Promise<ReadonlyMap<string, readonly Watermarks[]>> {
  const rows = await reading(pool).query<Watermarks & { name: string }>(
    `select t.name, p.low, p.high from bus.partition p join bus.topic t on t.id = p.topic_id
     where t.name = any($1::text[]) order by t.name, p.partition`,
    [topics],
  );
  const found = new Map<string, Watermarks[]>();
  for (const { name, low, high } of rows) {
    const marks = found.get(name) ?? [];
    found.set(name, marks);
    marks.push({ low: BigInt(low), high: BigInt(high) });
  }
  return found;
}

/** Removes a topic with all it holds. Made again under the same name, it is another log, and has another id. */
export async function dropTopic(pool: pg.Pool, topic: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const [gone] = await tx.query<{ id: string }>(`delete from bus.topic where name = $1 returning id`, [topic]);
    if (gone === undefined) return;
    await tx.query(`delete from bus.record where topic_id = $1`, [gone.id]);
    await tx.query(`delete from bus.hint where topic_id = $1`, [gone.id]);
  });
}

/** Removes the records of a partition below the offset, as retention does. */
export async function trimPartition(pool: pg.Pool, topic: string, partition: number, below: bigint): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const [kept] = await tx.query<{ topic_id: string; low: bigint }>(
      `update bus.partition p set low = greatest(low, least(high, $3::bigint)) from bus.topic t
       where t.id = p.topic_id and t.name = $1 and p.partition = $2 returning p.topic_id, p.low`,
      [topic, partition, below],
    );
    if (kept === undefined) return;
    await tx.query(`delete from bus.record where topic_id = $1 and partition = $2 and "offset" < $3`, [
      kept.topic_id,
      partition,
      kept.low,
    ]);
  });
}
