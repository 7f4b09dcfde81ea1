import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { WorkRow } from '../../domain/loan/work.js';
import type { RowWriter } from './row-writer.js';

type Open = Extract<WorkRow, { state: 'open' }>;
type Done = Extract<WorkRow, { state: 'done' }>;
/** What becomes of one item in a chunk: it may be wanted and done in the same. */
type Fate = Readonly<{ wanted: Open | null; done: Done | null }>;

function fatesOf(rows: readonly WorkRow[]): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const row of rows) {
    const wanted = row.state === 'open' ? row : (fates.get(row.itemId)?.wanted ?? null);
    fates.set(row.itemId, { wanted, done: row.state === 'open' ? null : row });
  }
  return fates;
}

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const fates = [...fatesOf(all as readonly WorkRow[]).values()];
  const wanted = fates.flatMap(({ wanted: one, done }) =>
    one === null ? [] : [{ ...one, closedOn: done?.closedOn ?? null }],
  );
  const done = fates.flatMap((fate) => (fate.wanted === null && fate.done !== null ? [fate.done] : []));
  await tx.query(SAVE, [
    wanted.map(({ itemId }) => itemId),
    wanted.map(({ loanId }) => tenantOf(loanId)),
    wanted.map(({ loanId }) => loanId),
    wanted.map(({ about }) => about),
    wanted.map(({ kind }) => kind),
    wanted.map(({ team }) => team),
    wanted.map(({ dueOn }) => dueOn),
    wanted.map(({ because }) => because),
    wanted.map(({ openedOn }) => openedOn),
    wanted.map(({ closedOn }) => closedOn),
    done.map(({ itemId }) => itemId),
    done.map(({ closedOn }) => closedOn),
  ]);
}

/** What people have to do. */
export const workWriter: RowWriter = { table: 'work_item', save };

// What is wanted again is open again, with its new day. No item is both inserted and closed by the one statement.
const SAVE = `
  with closed as (
    update work_item set state = 'done', closed_on = r.closed_on
    from unnest($11::text[], $12::date[]) as r (item_id, closed_on)
    where work_item.item_id = r.item_id and work_item.state = 'open')
  insert into work_item (item_id, tenant, loan_id, about, kind, team, due_on, because, opened_on, closed_on, state)
  select r.*, case when r.closed_on is null then 'open' else 'done' end
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[],
    $9::date[], $10::date[])
    as r (item_id, tenant, loan_id, about, kind, team, due_on, because, opened_on, closed_on)
  on conflict (item_id) do update set due_on = excluded.due_on, because = excluded.because,
    opened_on = case when work_item.state = 'open' then work_item.opened_on else excluded.opened_on end,
    state = excluded.state, closed_on = excluded.closed_on`;
