import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import type { TimerSpec } from '../reactor/reactor.js';

/** `setBy` is the id of the cause that set it; empty for one that was set before that was kept. */
export type Timer = TimerSpec & Readonly<{ subject: string; setBy: string }>;
export type SetTimer = Timer & Readonly<{ partition: number; dueDay: CalendarDate }>;
export type TimerName = Readonly<{ subject: string; key: string }>;

type Row = { subject: string; key: string; kind: string; due_at: bigint; set_by: string };

const toTimer = (row: Row): Timer => ({
  subject: row.subject,
  key: row.key,
  kind: row.kind,
  dueAt: Number(row.due_at),
  setBy: row.set_by,
});

/**
 * Sets timers; one that is set already moves. Set by several for one instant it bears the least of their ids, so that it
 * does not matter which of them came first.
 */
export async function setTimers(tx: Tx, space: string, timers: readonly SetTimer[]): Promise<void> {
  if (timers.length === 0) return;
  await tx.query(
    `insert into timer (space, partition, subject, key, kind, due_at, due_day, set_by)
     select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::date[], $8::text[])
     on conflict (space, subject, key) do update
       set kind = excluded.kind, due_at = excluded.due_at, due_day = excluded.due_day,
         set_by = case when timer.due_at = excluded.due_at then least(timer.set_by collate "C", excluded.set_by)
           else excluded.set_by end`,
    [
      space,
      timers.map((t) => t.partition),
      timers.map((t) => t.subject),
      timers.map((t) => t.key),
      timers.map((t) => t.kind),
      timers.map((t) => t.dueAt),
      timers.map((t) => t.dueDay),
      timers.map((t) => t.setBy),
    ],
  );
}

export async function clearTimers(tx: Tx, space: string, names: readonly TimerName[]): Promise<void> {
  if (names.length === 0) return;
  await tx.query(
    `delete from timer using unnest($2::text[], $3::text[]) as gone (subject, key)
     where timer.space = $1 and timer.subject = gone.subject and timer.key = gone.key`,
    [space, names.map((n) => n.subject), names.map((n) => n.key)],
  );
}

export type DueTimers = Readonly<{
  partition: number;
  /** No timer of a later day fires, however late the clock. Null where a lane waits for no day. */
  upToDay: CalendarDate | null;
  /** Null at the close of a day: then every timer of the day is due. */
  now: number | null;
  limit: number;
  subject?: string;
}>;

/**
 * An instant by which the day is over in all time zones. It says no more than the day does, but it is a bound of the
 * index: else all that is set for later would be read at the close of each day.
 */
const over = (day: string) => `extract(epoch from ${day} + 2)::bigint * 1000`;

export const DUE = `
  select subject, key, kind, due_at, set_by from timer
  where space = $1 and partition = $2 and ($3::date is null or due_day <= $3)
    and due_at <= least($4::bigint, ${over('$3::date')}, ${Number.MAX_SAFE_INTEGER})
    and ($5::text is null and not exists (
          select 1 from held_subject h where h.space = timer.space and h.subject = timer.subject)
         or subject = $5)
  order by due_at, subject, key limit $6`;

/** Timers by (due, subject, key), those of held subjects left out unless one subject is asked for. */
export async function dueTimers(tx: Tx, space: string, ask: DueTimers): Promise<Timer[]> {
  const { partition, upToDay, now, subject = null, limit } = ask;
  const rows = await tx.query<Row>(DUE, [space, partition, upToDay, now, subject, limit]);
  return rows.map(toTimer);
}

/** The first timer of each lane is enough. Asked for in one piece, a plan that knows no instants reads all timers. */
export const LANES_WITH_DUE = `
  select lane.partition from lane
  cross join lateral (
    select from timer
    where timer.space = $1 and timer.partition = lane.partition and ($3::boolean or due_day <= lane.open_day)
      and due_at <= least($2::bigint, case when $3 then $2 else ${over('lane.open_day')} end)
      and not exists (select from held_subject h where h.space = timer.space and h.subject = timer.subject)
    order by due_at limit 1) as due
  where lane.space = $1 order by lane.partition`;

/** The lanes in which a timer would fire, those of held subjects left out; of `anyDay` where lanes wait for no day. */
export async function lanesWithDueTimers(
  tx: Tx,
  space: string,
  { now, anyDay }: Readonly<{ now: number; anyDay: boolean }>,
): Promise<number[]> {
  const rows = await tx.query<{ partition: number }>(LANES_WITH_DUE, [space, now, anyDay]);
  return rows.map(({ partition }) => partition);
}
