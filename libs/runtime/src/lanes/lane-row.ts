import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';

/** One lane as it stands while this transaction holds its lock. */
export type LaneRow = { readonly partition: number; openDay: CalendarDate | null; closeCursor: string | null };

type Row = { partition: number; open_day: CalendarDate | null; close_cursor: string | null };

/** Makes the lanes of a space that are not there yet. */
export async function ensureLanes(tx: Tx, space: string, partitions: number): Promise<void> {
  await tx.query(
    `insert into lane (space, partition) select $1, n from generate_series(0, $2::int - 1) as n on conflict do nothing`,
    [space, partitions],
  );
}

/** Locks lanes in ascending order, so that transactions over several lanes wait for each other but never in a ring. */
export async function lockLanes(tx: Tx, space: string, partitions: readonly number[]): Promise<Map<number, LaneRow>> {
  const rows = await tx.query<Row>(
    `select partition, open_day, close_cursor from lane
     where space = $1 and partition = any($2::int[]) order by partition for update`,
    [space, partitions],
  );
  return new Map(
    rows.map((row) => [
      row.partition,
      { partition: row.partition, openDay: row.open_day, closeCursor: row.close_cursor },
    ]),
  );
}

export async function saveLanes(tx: Tx, space: string, lanes: readonly LaneRow[]): Promise<void> {
  await tx.query(
    `update lane set open_day = changed.open_day, close_cursor = changed.close_cursor
     from unnest($2::int[], $3::date[], $4::text[]) as changed (partition, open_day, close_cursor)
     where lane.space = $1 and lane.partition = changed.partition`,
    [space, lanes.map((l) => l.partition), lanes.map((l) => l.openDay), lanes.map((l) => l.closeCursor)],
  );
}
