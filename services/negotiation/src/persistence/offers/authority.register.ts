import type { CalendarDate, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { AuthorityTier, Entry } from '../../domain/approvals/authority.js';

type Db = Pick<Tx, 'query'>;

/** How high somebody's authority is, for how long, and who has said so. */
export type Authority = Entry & Readonly<{ actor: string; setBy: string }>;
/** `setAt` is null for what was set before it was kept. */
export type AuthorityLine = Authority & Readonly<{ setAt: string | null }>;

/** Nothing that was said is written over: what is said later for the same first day stands beside it, and holds. */
export async function setAuthority(db: Db, tenant: TenantId, authority: Authority, now: Date): Promise<void> {
  const { actor, tier, from, until, setBy } = authority;
  await db.query(
    `insert into authority (tenant, actor, tier, "from", until, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenant, actor, tier, from, until, setBy, now],
  );
}

/** Whether just this stands already. */
export async function stands(db: Db, tenant: TenantId, { actor, tier, from, until }: Authority): Promise<boolean> {
  const [last] = await db.query<Pick<Authority, 'tier' | 'until'>>(
    `select tier, until from authority where tenant = $1 and actor = $2 and "from" = $3 order by nth desc limit 1`,
    [tenant, actor, from],
  );
  return last !== undefined && last.tier === tier && last.until === until;
}

/** All that was said of somebody, in its order, up to what begins on a day. */
export const entriesOf = (db: Db, tenant: TenantId, actor: string, on: CalendarDate): Promise<readonly Entry[]> =>
  db.query<{ tier: AuthorityTier; from: CalendarDate; until: CalendarDate | null }>(
    `select tier, "from", until from authority where tenant = $1 and actor = $2 and "from" <= $3::date order by nth`,
    [tenant, actor, on],
  );

/** All that was ever set, by actor, the latest first. */
export const authorities = (db: Db, tenants: readonly TenantId[]): Promise<readonly AuthorityLine[]> =>
  db.query<AuthorityLine>(
    `select actor, tier, "from", until, set_by as "setBy",
       to_char(set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "setAt"
     from authority where tenant = any($1::text[]) order by actor, "from" desc, nth desc limit 10000`,
    [tenants],
  );
