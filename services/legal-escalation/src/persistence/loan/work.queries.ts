import type { CalendarDate, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

export type WorkLine = Readonly<{
  itemId: string;
  loanId: string;
  about: string;
  kind: string;
  team: string;
  dueOn: CalendarDate;
  because: string;
  openedOn: CalendarDate;
  takenBy: string | null;
}>;

export type WorkPage = Readonly<{
  tenants: readonly TenantId[];
  team: string | null;
  kind: string | null;
  after: Readonly<{ dueOn: string; itemId: string }> | null;
  limit: number;
  now: Date;
}>;

/** What is open, by its day; what somebody has done by hand is not. */
export const openWork = (db: Db, { tenants, team, kind, after, limit, now }: WorkPage): Promise<WorkLine[]> =>
  db.query<WorkLine>(
    `select w.item_id as "itemId", w.loan_id as "loanId", w.about, w.kind, w.team, w.due_on as "dueOn", w.because,
       w.opened_on as "openedOn", case when l.until > $6::timestamptz then l.actor end as "takenBy"
     from work_item w left join work_lock l on l.item_id = w.item_id and l.opened_on = w.opened_on
     where w.state = 'open' and w.tenant = any($1::text[]) and l.done_at is null
       and ($2::text is null or w.team = $2) and ($3::text is null or w.kind = $3)
       and (w.due_on, w.item_id) > ($4::date, $5::text)
     order by w.due_on, w.item_id limit $7::int`,
    [tenants, team, kind, after?.dueOn ?? '0001-01-01', after?.itemId ?? '', now, limit],
  );

export type Lock = Readonly<{ itemId: string; tenants: readonly TenantId[]; actor: string; now: Date }>;

/** The item is mine until an instant; null where there is no such open item, or it is somebody else's. */
export async function takeWork(db: Db, { itemId, tenants, actor, now }: Lock, until: Date): Promise<Date | null> {
  const [row] = await db.query<{ until: Date }>(
    `insert into work_lock as known (item_id, opened_on, tenant, actor, until)
     select item_id, opened_on, tenant, $3, $5::timestamptz from work_item
     where item_id = $1 and tenant = any($2::text[]) and state = 'open'
     on conflict (item_id) do update set opened_on = excluded.opened_on, actor = excluded.actor,
       until = excluded.until, done_at = null, because = null
     where known.opened_on <> excluded.opened_on
       or (known.done_at is null and (known.actor = excluded.actor or known.until <= $4::timestamptz))
     returning until`,
    [itemId, tenants, actor, now, until],
  );
  return row?.until ?? null;
}

/** It has been done by hand; false where there is no such open item. The same again changes nothing. */
export async function finishWork(db: Db, { itemId, tenants, actor, now }: Lock, because: string): Promise<boolean> {
  const rows = await db.query(
    `insert into work_lock as known (item_id, opened_on, tenant, actor, until, done_at, because)
     select item_id, opened_on, tenant, $3, $4::timestamptz, $4::timestamptz, $5 from work_item
     where item_id = $1 and tenant = any($2::text[]) and state = 'open'
     on conflict (item_id) do update set opened_on = excluded.opened_on, actor = excluded.actor,
       until = excluded.until, because = excluded.because,
       done_at = case when known.opened_on = excluded.opened_on and known.done_at is not null
         then known.done_at else excluded.done_at end
     returning item_id`,
    [itemId, tenants, actor, now, because],
  );
  return rows.length > 0;
}
