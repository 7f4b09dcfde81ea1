import type pg from 'pg';
import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { Sent } from './generator.js';
import { readWhole, type StreamRecord } from './streams.js';
import { PARTITIONS, type World } from './world.js';

/** A loan in classification's books. */
export type StandingRow = Readonly<{
  loan: string;
  status: string;
  oldestUnpaidOn: string | null;
  bucket: string | null;
  class: string | null;
  overdueMinor: bigint;
  episodeId: string | null;
  paidMinor: bigint;
}>;

/** Something that a service did not take: its bytes, where they are kept, and why. */
export type SetAside = Readonly<{ text: string; where: 'held' | 'dead-letter' | 'rejection'; reason: string }>;

/** All that the checker judges by: what was sent, and what the outside world and the books say of it. */
export type Evidence = Readonly<{
  sent: readonly Sent[];
  loanStream: readonly StreamRecord[];
  delinquencyStream: readonly StreamRecord[];
  setAside: readonly SetAside[];
  /** What classification did not take. There is no reason for any. */
  refusedDownstream: number;
  /** Event ids that classification has in its inbox. */
  takenDownstream: readonly string[];
  standings: readonly StandingRow[];
  /** What the bank's own sums say, by loan. */
  expected: ReadonlyMap<string, Readonly<{ paidMinor: bigint; overdueMinor: bigint }>>;
  days: readonly CalendarDate[];
  partitions: number;
}>;

export async function gather(world: World, bank: Pick<Evidence, 'sent' | 'expected' | 'days'>): Promise<Evidence> {
  const streams = await readWhole(world.broker, [LOAN_STREAM, DELINQUENCY_STREAM]);
  const { ingestion, 'delinquency-classification': classification } = world.databases;
  return {
    ...bank,
    partitions: PARTITIONS,
    loanStream: streams.get(LOAN_STREAM) ?? [],
    delinquencyStream: streams.get(DELINQUENCY_STREAM) ?? [],
    setAside: await setAsideIn(ingestion),
    refusedDownstream: await countOf(classification, REFUSED),
    takenDownstream: await idsOf(classification),
    standings: await standingsIn(classification),
  };
}

const REFUSED = `select (select count(*) from dead_letter) + (select count(*) from parked_record)
  + (select count(*) from held_subject) as n`;

async function countOf(pool: pg.Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: bigint }>(sql);
  return Number(rows[0]?.n ?? 0n);
}

async function idsOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ event_id: string }>('select event_id from inbox');
  return rows.map((row) => row.event_id);
}

async function setAsideIn(pool: pg.Pool): Promise<SetAside[]> {
  const { rows } = await pool.query<{ value: Buffer | null; place: SetAside['where']; reason: string }>(
    `select p.value, 'held' as place, h.reason from parked_record p join held_subject h using (space, subject)
     union all select value, 'dead-letter', reason from dead_letter
     union all select bytes, 'rejection', reason from rejection`,
  );
  return rows.map(({ value, place, reason }) => ({ text: value?.toString('utf8') ?? '', where: place, reason }));
}

// What is paid is not a column, for nobody asks for it: it is added up from the facts that the standing rests on.
const STANDINGS = `
  select loan_id as loan, status, oldest_unpaid_on as "oldestUnpaidOn", bucket, class, overdue_minor as "overdueMinor",
    episode_id as "episodeId",
    (select coalesce(sum((p ->> 'minor')::bigint), 0) from json_array_elements(state -> 'facts' -> 'payments') p)::bigint
      + coalesce((state -> 'facts' -> 'folded' ->> 'minor')::bigint, 0) as "paidMinor"
  from loan_standing order by loan_id`;

export const standingsIn = async (pool: pg.Pool): Promise<StandingRow[]> =>
  (await pool.query<StandingRow>(STANDINGS)).rows;
