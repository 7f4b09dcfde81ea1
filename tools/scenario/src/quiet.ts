import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DELINQUENCY_STREAM, LOAN_STREAM, OUTREACH_ANSWERS_STREAM, OUTREACH_WANTED_STREAM } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { BrokerAdmin } from '@mora/runtime';
import type { ServiceName, World } from './world.js';

const LOOK_MS = 15;
const LIMIT_MS = 60_000;

/** Which streams each service reads, and in which of its lanes. */
const READ: readonly (readonly [ServiceName, space: string, stream: string])[] = [
  ['delinquency-classification', 'loan', LOAN_STREAM],
  ['outreach', 'loan', LOAN_STREAM],
  ['outreach', 'loan', DELINQUENCY_STREAM],
  ['outreach', 'person', OUTREACH_WANTED_STREAM],
  ['outreach', 'loan', OUTREACH_ANSWERS_STREAM],
];

/** Something does not come to rest. */
export class Restless extends Error {}

/** Waits until nothing is under way: all is read and sent, no timer is due, no notice waits for its provider. */
export async function quiet(world: World): Promise<void> {
  const admin = await world.broker.admin();
  await until(async () => {
    const first = await whatMoves(world, admin);
    return first === null ? whatMoves(world, admin) : first; // what one look missed on its way, the next one sees
  });
}

/** Waits until every service has closed the day in every lane of loans. */
export const closedEverywhere = (world: World, day: CalendarDate): Promise<void> =>
  until(async () => {
    for (const [name, pool] of Object.entries(world.pools)) {
      const open = await openDayOf(pool);
      if (open === null || open <= day) return `${name} has not closed ${day}`;
    }
    return null;
  });

async function until(what: () => Promise<string | null>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  for (let moves = await what(); moves !== null; moves = await what()) {
    if (Date.now() > end) throw new Restless(`no rest: ${moves}`);
    await sleep(LOOK_MS);
  }
}

async function whatMoves(world: World, admin: BrokerAdmin): Promise<string | null> {
  for (const [service, space, stream] of READ) {
    if (!(await isRead(admin, world.pools[service], space, stream))) return `${service} reads ${stream}`;
  }
  for (const [name, pool] of Object.entries(world.pools)) {
    if (await isTrue(pool, 'select exists (select 1 from outbox) as yes', [])) return `${name} has records to send`;
  }
  if (await isTrue(world.pools.outreach, UNDER_WAY, [world.clock.now()])) return 'outreach has something to do';
  return null;
}

// A loan's timer fires in its own day: one of a day that has not come yet is nothing to wait for.
const UNDER_WAY = `
  select exists (select 1 from timer join lane using (space, partition)
                 where due_at <= $1 and (space = 'person' or due_day <= open_day))
    or exists (select 1 from notice where state in ('planned', 'claimed')) as yes`;

async function isTrue(pool: pg.Pool, sql: string, params: readonly unknown[]): Promise<boolean> {
  return (await pool.query<{ yes: boolean }>(sql, [...params])).rows[0]?.yes === true;
}

async function isRead(admin: BrokerAdmin, pool: pg.Pool, space: string, stream: string): Promise<boolean> {
  const { rows } = await pool.query<{ partition: number; next: bigint }>(
    'select partition, next_offset as next from lane_input where space = $1 and stream = $2',
    [space, stream],
  );
  const next = new Map(rows.map((row) => [row.partition, row.next]));
  return (await admin.watermarks(stream)).every(({ high }, partition) => (next.get(partition) ?? 0n) >= high);
}

async function openDayOf(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ day: string | null }>(
    `select min(open_day) as day from lane where space = 'loan'`,
  );
  return rows[0]?.day ?? null;
}

/** The next instant at which outreach itself will do something; null where nothing is planned. */
export async function nextTimer({ pools }: World): Promise<number | null> {
  const { rows } = await pools.outreach.query<{ at: bigint | null }>(
    `select min(due_at) as at from timer where space = 'person'`,
  );
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}
