import type pg from 'pg';
import type { OutgoingRecord, TopicRecords } from '../port.js';
import { inTransaction, together, type Tx } from '../../postgres.js';

const ROWS_A_STATEMENT = 1_000;

/** A partition that has grown, and the offset its next record will get. */
export type Grown = Readonly<{ topicId: string; partition: number; high: bigint }>;

type Row = Readonly<{ topicId: string; offset: bigint; record: OutgoingRecord }>;

/** Appends all of it in one transaction that holds the partitions it touches, taken in one order by everybody. */
export async function append(pool: pg.Pool, batch: readonly TopicRecords[]): Promise<readonly Grown[]> {
  return inTransaction(pool, async (tx) => {
    const highs = await lockPartitions(tx, batch);
    const rows = batch.flatMap(({ topic, records }) => records.map((record) => placed(topic, record, highs)));
    const grown = [...highs.values()];
    const pages = Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, n) => n * ROWS_A_STATEMENT);
    await together([
      ...pages.map((from) => insert(tx, rows.slice(from, from + ROWS_A_STATEMENT))),
      tx.query(
        `update bus.partition p set high = n.high
         from unnest($1::uuid[], $2::int[], $3::bigint[]) n (topic_id, partition, high)
         where p.topic_id = n.topic_id and p.partition = n.partition`,
        [grown.map((g) => g.topicId), grown.map((g) => g.partition), grown.map((g) => g.high)],
      ),
    ]);
    return grown;
  });
}

async function lockPartitions(tx: Tx, batch: readonly TopicRecords[]): Promise<Map<string, Grown>> {
  const touched = new Map<string, readonly [topic: string, partition: number]>();
  for (const { topic, records } of batch) {
    for (const { partition } of records) touched.set(`${topic} ${partition}`, [topic, partition]);
  }
  const pairs = [...touched.values()];
  const locked = await tx.query<Grown & { name: string }>(
    `select t.name, p.topic_id as "topicId", p.partition, p.high
     from unnest($1::text[], $2::int[]) n (name, partition) join bus.topic t on t.name = n.name
     join bus.partition p on p.topic_id = t.id and p.partition = n.partition
     order by p.topic_id, p.partition for update of p`,
    [pairs.map(([topic]) => topic), pairs.map(([, partition]) => partition)],
  );
  return new Map(
    locked.map(({ name, topicId, partition, high }) => [
      `${name} ${partition}`,
      { topicId, partition, high: BigInt(high) },
    ]),
  );
}

/** Gives the record the next offset of its partition. */
function placed(topic: string, record: OutgoingRecord, highs: Map<string, Grown>): Row {
  const at = `${topic} ${record.partition}`;
  const last = highs.get(at);
  if (last === undefined) throw new Error(`there is no partition ${record.partition} of ${topic}`);
  highs.set(at, { ...last, high: last.high + 1n });
  return { topicId: last.topicId, offset: last.high, record };
}

async function insert(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.query(
    `insert into bus.record (topic_id, partition, "offset", key, headers, value)
     select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::bytea[], $5::json[], $6::bytea[])`,
    [
      rows.map((row) => row.topicId),
      rows.map((row) => row.record.partition),
      rows.map((row) => row.offset),
      rows.map((row) => (row.record.key === null ? null : Buffer.from(row.record.key))),
      rows.map((row) => JSON.stringify(row.record.headers)),
      rows.map((row) => row.record.value),
    ],
  );
}
