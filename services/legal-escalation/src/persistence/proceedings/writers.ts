import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { HearingRow, ProceedingRow, StepRow } from '../../domain/proceedings/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of several rows of one key the last stands: a statement may touch a row once. */
const lastOf = <R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

async function saveProceedings(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly ProceedingRow[], ({ proceeding }) => proceeding.proceedingId);
  await tx.query(SAVE_PROCEEDINGS, [
    rows.map(({ proceeding }) => proceeding.proceedingId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ proceeding }) => proceeding.caseId),
    rows.map(({ proceeding }) => proceeding.kind),
    rows.map(({ proceeding }) => proceeding.court),
    rows.map(({ lawyer }) => lawyer),
    rows.map(({ proceeding }) => proceeding.step),
    rows.map(({ proceeding }) => proceeding.due?.on ?? null),
    rows.map(({ proceeding }) => proceeding.due?.provisional ?? false),
    rows.map(({ proceeding }) => proceeding.filedOn),
    rows.map(({ currency }) => currency),
    rows.map(({ proceeding }) => proceeding.amount),
    rows.map(({ proceeding }) => proceeding.fee),
    rows.map(({ proceeding }) => proceeding.state),
  ]);
}

async function appendSteps(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = all as readonly StepRow[];
  await tx.query(APPEND_STEPS, [
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ proceedingId }) => proceedingId),
    rows.map(({ from }) => from),
    rows.map(({ to }) => to),
    rows.map(({ on }) => on),
    rows.map(({ proof }) => proof.kind),
    rows.map(({ proof }) => proof.id),
    rows.map(({ dueOn }) => dueOn),
    rows.map(({ by }) => by),
  ]);
}

async function saveHearings(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly HearingRow[], ({ hearing }) => hearing.hearingId);
  await tx.query(SAVE_HEARINGS, [
    rows.map(({ hearing }) => hearing.hearingId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ proceeding }) => proceeding.caseId),
    rows.map(({ proceeding }) => proceeding.proceedingId),
    rows.map(({ proceeding }) => proceeding.kind),
    rows.map(({ proceeding }) => proceeding.court),
    rows.map(({ lawyer }) => lawyer),
    rows.map(({ hearing }) => new Date(hearing.at)),
    rows.map(({ hearing }) => hearing.state),
    rows.map(({ hearing }) => hearing.sequence),
  ]);
}

const SAVE_PROCEEDINGS = `
  insert into proceeding (proceeding_id, tenant, loan_id, case_id, kind, court, lawyer, step, due_on, provisional,
    filed_on, currency, amount, fee, state)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::date[], $10::boolean[], $11::date[], $12::text[], $13::bigint[], $14::bigint[], $15::text[])
  on conflict (proceeding_id) do update set lawyer = excluded.lawyer, step = excluded.step, due_on = excluded.due_on,
    provisional = excluded.provisional, fee = excluded.fee, state = excluded.state`;

// The order of the rows is the order of their positions.
const APPEND_STEPS = `
  insert into proceeding_step (tenant, loan_id, proceeding_id, from_step, to_step, on_date, proof_kind, proof_id,
    due_on, by_actor)
  select tenant, loan_id, proceeding_id, from_step, to_step, on_date, proof_kind, proof_id, due_on, by_actor
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[],
    $9::date[], $10::text[]) with ordinality
    as r (tenant, loan_id, proceeding_id, from_step, to_step, on_date, proof_kind, proof_id, due_on, by_actor, nth)
  order by nth`;

const SAVE_HEARINGS = `
  insert into hearing (hearing_id, tenant, loan_id, case_id, proceeding_id, kind, court, lawyer, at, state, sequence)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::timestamptz[], $10::text[], $11::integer[])
  on conflict (hearing_id) do update set lawyer = excluded.lawyer, at = excluded.at, state = excluded.state,
    sequence = excluded.sequence`;

export const writers: readonly RowWriter[] = [
  { table: 'proceeding', save: saveProceedings },
  { table: 'proceeding_step', save: appendSteps },
  { table: 'hearing', save: saveHearings },
];
