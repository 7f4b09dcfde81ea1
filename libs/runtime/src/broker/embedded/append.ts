import type pg from 'pg';
import type { OutgoingRecord, TopicRecords } from '../port.js';
import { reading } from '../../postgres.js';

/** A partition that has grown, and the offset its next record will get. */
export type Grown = Readonly<{ topicId: string; partition: number; high: bigint }>;

/**
 * One statement holds the partitions it touches, taken in one order by everybody, gives each record the next offset of
 * its own, and lets them grow by as many. Where one of the partitions is not there it appends nothing at all.
 */
const APPEND = `
  with record as (
    select * from unnest($1::text[], $2::int[], $3::bytea[], $4::json[], $5::bytea[])
      with ordinality as r (name, partition, key, headers, value, nth)),
  touched as (select name, partition, count(*) as records from record group by name, partition),
  held as (
    select n.name, p.topic_id, p.partition, p.high, n.records
    from touched n join bus.topic t on t.name = n.name
    join bus.partition p on p.topic_id = t.id and p.partition = n.partition
    order by p.topic_id, p.partition for update of p),
  whole as (select * from held where (select count(*) from held) = (select count(*) from touched)),
  appended as (
    insert into bus.record (topic_id, partition, "offset", key, headers, value)
    select h.topic_id, h.partition,
           h.high + row_number() over (partition by h.topic_id, h.partition order by r.nth) - 1,
           r.key, r.headers, r.value
    from record r join whole h using (name, partition)),
  grown as (
    update bus.partition p set high = h.high + h.records from whole h
    where p.topic_id = h.topic_id and p.partition = h.partition
    returning p.topic_id, p.partition, p.high)
  select topic_id as "topicId", partition, high, null as "lostOf" from grown
  union all
  select null, n.partition, null, n.name from touched n
  where not exists (select from held h where h.name = n.name and h.partition = n.partition)`;

type Addressed = Readonly<{ topic: string; record: OutgoingRecord }>;
type Lost = Readonly<{ lostOf: string; partition: number }>;

/** Appends all of it, or rejects and appends nothing. */
export async function append(pool: pg.Pool, batch: readonly TopicRecords[]): Promise<readonly Grown[]> {
  const all = batch.flatMap(({ topic, records }) => records.map((record): Addressed => ({ topic, record })));
  if (all.length === 0) return [];
  const rows = await reading(pool).query<(Grown & { lostOf: null }) | Lost>(APPEND, [
    all.map(({ topic }) => topic),
    all.map(({ record }) => record.partition),
    all.map(({ record }) => (record.key === null ? null : Buffer.from(record.key))),
    all.map(({ record }) => JSON.stringify(record.headers)),
    all.map(({ record }) => record.value),
  ]);
  return rows.map((row) => {
    if (row.lostOf !== null) throw new Error(`there is no partition ${row.partition} of ${row.lostOf}`);
    return { topicId: row.topicId, partition: row.partition, high: row.high };
  });
}
