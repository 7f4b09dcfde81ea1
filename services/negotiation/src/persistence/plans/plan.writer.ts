import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PlanRow } from '../../domain/plans/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of a plan that moved more than once in a chunk the last one counts. */
async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = [...new Map((all as readonly PlanRow[]).map((row) => [row.planId, row])).values()];
  await tx.query(SAVE, [
    rows.map(({ planId }) => planId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ state }) => state),
    rows.map(({ requestId }) => requestId),
    rows.map(({ activeFrom }) => activeFrom),
    rows.map(({ endedOn }) => endedOn),
    rows.map(({ lastDue }) => lastDue),
    rows.map(({ kinds }) => JSON.stringify(kinds)),
    rows.map((row) => JSON.stringify(row.rows)),
  ]);
}

/** Plans, with the instalments as they were agreed. */
export const planWriter: RowWriter = { table: 'plan', save };

// Arrays of lists would have to be even, so kinds come as a text. The rows of a plan that has ended long ago are no
// longer in its loan's state, but stay here.
const SAVE = `
  insert into plan (plan_id, tenant, loan_id, state, request_id, active_from, ended_on, last_due, kinds, rows)
  select plan, tenant, loan, state, request, active_from, ended_on, last_due,
    array(select json_array_elements_text(kinds)), rows
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::date[],
    $9::json[], $10::json[])
    as r (plan, tenant, loan, state, request, active_from, ended_on, last_due, kinds, rows)
  on conflict (plan_id) do update set state = excluded.state, request_id = excluded.request_id,
    active_from = excluded.active_from, ended_on = excluded.ended_on,
    last_due = coalesce(excluded.last_due, plan.last_due),
    rows = case when excluded.last_due is null then plan.rows else excluded.rows end`;
