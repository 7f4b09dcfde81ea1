import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { type BrokerAdmin, isWeather } from '@mora/runtime';
import { READ, SPINE, standsStill } from './who-reads.js';
import type { ServiceName, World } from './world.js';

const LOOK_MS = 5;
const LIMIT_MS = 240_000;
const LONGEST_MS = 1_000;

/** Something does not come to rest. */
export class Restless extends Error {}

/** Waits until nothing is under way: all is read and sent, no timer is due, no notice waits for its provider. */
export async function quiet(world: World): Promise<void> {
  const admin = await world.broker.admin();
  // Whoever moved a moment ago mostly does so still, and one look at its database is enough to see that.
  let last: Moving | null = null;
  await until(async () => {
    if (last !== null && (await movesStill(world, last)) !== null) return last.moves;
    last = await look(world, admin);
    return last?.moves ?? null;
  });
}

const ROUNDS = /^mora_agency_rounds\S* (\d+)/m;

/**
 * Waits until outreach has looked at all outside firms once more, from a beginning after now: it does so by the clock of
 * the machine, and two runs must see the same of it.
 */
export async function swept({ urls }: World): Promise<void> {
  const rounds = async (): Promise<number> => {
    const [, count] = ROUNDS.exec(await (await fetch(`${urls.outreach}/metrics`)).text()) ?? [];
    return Number(count ?? 0);
  };
  const before = await rounds();
  await until(async () => ((await rounds()) >= before + 2 ? null : 'outreach does not look at the outside firms'));
}

/** Waits until every service that can has closed the day in every lane of loans. */
export async function closedEverywhere({ pools, away }: World, day: CalendarDate): Promise<void> {
  for (const [name, pool] of Object.entries(pools) as [ServiceName, pg.Pool][]) {
    if (standsStill(name, away)) continue;
    await until(async () => {
      const open = await openDayOf(pool);
      return open === null || open <= day ? `${name} has not closed ${day}` : null;
    });
  }
}

/** On a busy machine a database may be late with a connection; so may one that was just started again. */
async function until(what: () => Promise<string | null>): Promise<void> {
  let waitedMs = 0;
  let since = Date.now();
  const lookAgain = (): Promise<string | null> =>
    what().catch((error: unknown) => {
      if (!isWeather(error)) throw error;
      return (error as Error).message;
    });
  for (let moves = await lookAgain(); moves !== null; moves = await lookAgain()) {
    if (waitedMs > LIMIT_MS) throw new Restless(`no rest: ${moves}`);
    await sleep(LOOK_MS);
    waitedMs += Math.min(Date.now() - since, LONGEST_MS); // more is a machine that was suspended meanwhile
    since = Date.now();
  }
}

/** What it takes to see whether a line of services is at rest. */
export type Line = Pick<World, 'services' | 'pools'> &
  Readonly<{ clock: Readonly<{ now: () => number }>; away?: ReadonlySet<ServiceName> }>;

const NOBODY: ReadonlySet<ServiceName> = new Set();

/**
 * What is under way: records that are not read or sent yet, timers, notices; null where all is at rest. A record that
 * goes from one service to the next is in neither database for a moment, so the streams are looked at before and after:
 * where none has grown, no record was on its way while the databases were looked at, each of them at one moment.
 */
export async function whatMoves(world: Line, admin: BrokerAdmin): Promise<string | null> {
  return (await look(world, admin))?.moves ?? null;
}

/** What moves, in which service, where the streams were known to end there; in none where a stream itself has grown. */
type Moving = Readonly<{ moves: string; name: ServiceName | null; ends: Ends }>;

async function look(world: Line, admin: BrokerAdmin): Promise<Moving | null> {
  const before = await endsOf(world, admin);
  const { away = NOBODY } = world;
  const services = (Object.keys(world.pools) as ServiceName[]).filter((name) => !away.has(name));
  const looksAt = async (some: readonly ServiceName[]): Promise<Moving | null> => {
    const found = await Promise.all(some.map((name) => movingIn(world, name, before)));
    return found.find((moving) => moving !== null) ?? null;
  };
  // The last of the line comes to rest last: mostly one look is enough to see that something moves.
  const moving = (await looksAt(services.slice(-1))) ?? (await looksAt(services.slice(0, -1)));
  if (moving !== null) return moving;
  const after = await endsOf(world, admin);
  const grown = [...after].find(([stream, ends]) => !isSame(before.get(stream), ends));
  return grown === undefined ? null : { moves: `${grown[0]} grows`, name: null, ends: after };
}

async function movingIn({ pools, clock, away = NOBODY }: Line, name: ServiceName, ends: Ends): Promise<Moving | null> {
  const moves = await whatMovesIn({ name, pool: pools[name], now: clock.now(), away }, ends);
  return moves === null ? null : { moves, name, ends };
}

const movesStill = async (world: Line, { name, ends }: Moving): Promise<Moving | null> =>
  name === null ? null : movingIn(world, name, ends);

/** `held`: it has met the mark of its open day there, and takes no more before it has met it everywhere. */
type Place = Readonly<{ space: string; stream: string; partition: number; next: bigint; held: boolean }>;
const NEXT = `
  select space, stream, partition, next_offset as next, coalesce(marked_day >= open_day, false) as held
  from lane_input join lane using (space, partition)`;

type StreamEnds = Awaited<ReturnType<BrokerAdmin['watermarks']>>;
type Ends = ReadonlyMap<string, StreamEnds>;

/** Where the streams end that these services read. */
async function endsOf({ services }: Pick<Line, 'services'>, admin: BrokerAdmin): Promise<Ends> {
  const streams = new Set(READ.filter(([name]) => services.includes(name)).map(([, , stream]) => stream));
  return new Map(
    await Promise.all([...streams].map(async (stream) => [stream, await admin.watermarks(stream)] as const)),
  );
}

const isSame = (before: StreamEnds | undefined, after: StreamEnds): boolean =>
  before?.length === after.length && (before ?? []).every(({ high }, partition) => high === after[partition]?.high);

type Looked = Readonly<{ name: ServiceName; pool: pg.Pool; now: number; away: ReadonlySet<ServiceName> }>;

/** One look into the database of a service, in one statement: what it has not read, sent or done yet. */
async function whatMovesIn({ name, pool, now, away }: Looked, ends: Ends): Promise<string | null> {
  const own = UNDER_WAY.get(name);
  const { rows } = await pool.query<Place>({
    name: 'what-moves',
    text: `${NEXT}
     union all select 'outbox', '', 0, count(*), false
       from (select from outbox order by position desc limit 1) as waiting
     union all select 'closing', '', 0, count(*), false from lane where close_cursor is not null
     union all select 'own', '', 0, (${own ?? 'false'})::int::bigint, false`,
    values: own === undefined ? [] : [now],
  });
  const at = new Map(rows.map((row) => [`${row.space}/${row.stream}/${row.partition}`, row]));
  for (const [, space, stream] of READ.filter(([service]) => service === name)) {
    const mayBeHeld = standsStill(name, away) && SPINE.get(name)?.has(stream) === true;
    const isRead = (ends.get(stream) ?? []).every(({ high }, partition) => {
      const { next = 0n, held = false } = at.get(`${space}/${stream}/${partition}`) ?? {};
      return next >= high || (mayBeHeld && held);
    });
    if (!isRead) return `${name} reads ${stream}`;
  }
  if (hasToClose(name, rows) || (at.get('closing//0')?.next ?? 0n) > 0n) return `${name} has a day to close`;
  if ((at.get('outbox//0')?.next ?? 0n) > 0n) return `${name} has records to send`;
  return (at.get('own//0')?.next ?? 0n) > 0n ? `${name} has something to do` : null;
}

/** Whether a lane has met the mark of its open day on each stream of its spine. */
function hasToClose(name: ServiceName, rows: readonly Place[]): boolean {
  const spine = SPINE.get(name);
  if (spine === undefined) return false;
  const held = rows.filter((row) => row.held && row.space === 'loan' && spine.has(row.stream));
  return held.some(({ partition }) => held.filter((one) => one.partition === partition).length === spine.size);
}

// A loan's timer fires in its own day: one of a day that has not come yet is nothing to wait for.
const A_TIMER_IS_DUE = `
  exists (select 1 from timer join lane using (space, partition)
          where due_at <= $1 and (space = 'person' or due_day <= open_day))`;

// Each state has an index of its own; asked for together they would be looked for in all notices there are.
const A_NOTICE_WAITS = `
  exists (select 1 from notice where state = 'planned') or exists (select 1 from notice where state = 'claimed')`;

/** What a service has to do by itself at an instant. */
const UNDER_WAY: ReadonlyMap<ServiceName, string> = new Map([
  ['outreach', `${A_TIMER_IS_DUE} or ${A_NOTICE_WAITS}`],
  ['negotiation', A_TIMER_IS_DUE],
]);

async function openDayOf(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ day: string | null }>(
    `select min(open_day) as day from lane where space = 'loan'`,
  );
  return rows[0]?.day ?? null;
}

/** The next instant at which outreach itself will do something; null where nothing is planned. */
export async function nextTimer({ pools }: Pick<World, 'pools'>): Promise<number | null> {
  const { rows } = await pools.outreach.query<{ at: bigint | null }>(
    `select min(due_at) as at from timer where space = 'person'`,
  );
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}
