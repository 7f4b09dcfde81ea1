import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { ActRow, ClockRow } from '../../domain/clock/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of several rows of one key the last stands: a statement may touch a row once. */
const lastOf = <R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

async function saveClocks(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly ClockRow[], ({ clock }) => clock.clockId);
  await tx.query(SAVE_CLOCKS, [
    rows.map(({ clock }) => clock.clockId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ clock }) => clock.claim),
    rows.map(({ clock }) => clock.startsOn),
    rows.map(({ clock }) => clock.expiresOn),
    rows.map(({ clock }) => clock.provisional),
    rows.map(({ clock }) => clock.state),
    rows.map(({ clock }) => clock.by),
  ]);
}

async function saveActs(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly ActRow[], ({ loanId, act }) => `${loanId} ${act.actId}`);
  await tx.query(SAVE_ACTS, [
    rows.map(({ loanId }) => loanId),
    rows.map(({ act }) => act.actId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ act }) => act.kind),
    rows.map(({ act }) => act.on),
    rows.map(({ act }) => JSON.stringify(act.proof)),
    rows.map(({ act }) => act.from),
    rows.map(({ voided }) => voided),
  ]);
}

const SAVE_CLOCKS = `
  insert into legal_clock (clock_id, tenant, loan_id, claim, starts_on, expires_on, provisional, state, by_act)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::boolean[],
    $8::text[], $9::text[])
  on conflict (clock_id) do update set starts_on = excluded.starts_on, expires_on = excluded.expires_on,
    provisional = excluded.provisional, state = excluded.state, by_act = excluded.by_act`;

const SAVE_ACTS = `
  insert into legal_act (loan_id, act_id, tenant, kind, on_date, proof, origin, voided)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::jsonb[], $7::text[],
    $8::boolean[])
  on conflict (loan_id, act_id) do update set kind = excluded.kind, on_date = excluded.on_date, proof = excluded.proof,
    origin = excluded.origin, voided = excluded.voided`;

export const writers: readonly RowWriter[] = [
  { table: 'legal_clock', save: saveClocks },
  { table: 'legal_act', save: saveActs },
];
