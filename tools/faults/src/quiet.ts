import type pg from 'pg';
import { LEDGER_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { BrokerAdmin } from '@mora/runtime';
import { until } from './until.js';
import type { World } from './world.js';

const LIMIT_MS = 240_000;

/** The day that is open in every lane of a service; null where they differ or none is. */
export async function openDayOf(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ first: string | null; last: string | null }>(
    `select min(open_day) as first, max(open_day) as last from lane where space = 'loan'`,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === last ? first : null;
}

/** Waits until ingestion has closed the day. A database that is just away is asked again. */
export const dayClosed = ({ databases }: World, day: CalendarDate): Promise<void> =>
  until(async () => ((await openDayOf(databases.ingestion).catch(() => null)) ?? '') > day, LIMIT_MS, `${day} closes`);

/** Waits until nothing is on its way any more: every record is read, every announcement is sent. */
export async function quiet(world: World): Promise<void> {
  const { ingestion, 'delinquency-classification': classification } = world.databases;
  const admin = await world.broker.admin();
  const still = async (): Promise<boolean> =>
    (await readToEnd(admin, ingestion, 'door', LEDGER_STREAM)) &&
    (await nothingWaits(ingestion)) &&
    (await readToEnd(admin, classification, 'loan', LOAN_STREAM)) &&
    (await nothingWaits(classification)) &&
    (await openDayOf(ingestion)) === (await openDayOf(classification));
  await until(() => still().catch(() => false), LIMIT_MS, 'nothing is on its way any more');
}

async function readToEnd(admin: BrokerAdmin, pool: pg.Pool, space: string, stream: string): Promise<boolean> {
  const { rows } = await pool.query<{ partition: number; next: bigint }>(
    'select partition, next_offset as next from lane_input where space = $1 and stream = $2',
    [space, stream],
  );
  const next = new Map(rows.map((row) => [row.partition, row.next]));
  return (await admin.watermarks(stream)).every(({ high }, partition) => (next.get(partition) ?? 0n) >= high);
}

async function nothingWaits(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waits: boolean }>('select exists (select 1 from outbox) as waits');
  return rows[0]?.waits === false;
}
