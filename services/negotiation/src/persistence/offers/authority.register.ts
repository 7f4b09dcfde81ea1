import type { CalendarDate, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Tier } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

/** How high somebody's authority is, and for how long. */
export type Authority = Readonly<{
  actor: string;
  tier: Tier;
  from: CalendarDate;
  until: CalendarDate | null;
  setBy: string;
}>;

/** What is said later for the same first day replaces what was said before. */
export async function setAuthority(db: Db, tenant: TenantId, authority: Authority): Promise<void> {
  const { actor, tier, from, until, setBy } = authority;
  await db.query(
    `insert into authority (tenant, actor, tier, "from", until, set_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant, actor, "from") do update set tier = excluded.tier, until = excluded.until,
       set_by = excluded.set_by`,
    [tenant, actor, tier, from, until, setBy],
  );
}

/** The authority that somebody has on a day by the register: the one that has begun last, unless it has ended. */
export async function authorityOn(db: Db, tenant: TenantId, actor: string, on: CalendarDate): Promise<Tier | null> {
  const [row] = await db.query<{ tier: Tier; until: CalendarDate | null }>(
    `select tier, until from authority where tenant = $1 and actor = $2 and "from" <= $3::date
     order by "from" desc limit 1`,
    [tenant, actor, on],
  );
  return row === undefined || (row.until !== null && row.until < on) ? null : row.tier;
}

/** All that was ever set, by actor, the latest first. */
export const authorities = (db: Db, tenants: readonly TenantId[]): Promise<readonly Authority[]> =>
  db.query<Authority>(
    `select actor, tier, "from", until, set_by as "setBy" from authority where tenant = any($1::text[])
     order by actor, "from" desc limit 1000`,
    [tenants],
  );
