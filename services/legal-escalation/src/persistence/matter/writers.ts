import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { CaseRow, EvaluationRow, SheetRow } from '../../domain/matter/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of several rows of one key the last stands: a statement may touch a row once. */
const lastOf = <R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

async function saveCases(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly CaseRow[], ({ caseId }) => caseId);
  await tx.query(SAVE_CASES, [
    rows.map(({ caseId }) => caseId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ stage }) => stage),
    rows.map(({ lawyer }) => lawyer),
    rows.map(({ openedOn }) => openedOn),
    rows.map(({ closed }) => closed?.on ?? null),
    rows.map(({ closed }) => closed?.outcome ?? null),
    rows.map(({ strategy }) => strategy),
  ]);
}

async function saveEvaluations(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly EvaluationRow[], ({ evaluation }) => evaluation.evaluationId);
  await tx.query(SAVE_EVALUATIONS, [
    rows.map(({ evaluation }) => evaluation.evaluationId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ caseId }) => caseId),
    rows.map(({ evaluation }) => evaluation.strategy),
    rows.map(({ evaluation }) => evaluation.state),
    rows.map(({ evaluation }) => evaluation.by),
    rows.map(({ evaluation }) => evaluation.approver),
    rows.map(({ evaluation }) => evaluation.on),
    rows.map(({ opinion }) => JSON.stringify(opinion)),
  ]);
}

async function saveSheets(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly SheetRow[], ({ sheet }) => sheet.sheetId);
  await tx.query(SAVE_SHEETS, [
    rows.map(({ sheet }) => sheet.sheetId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ caseId }) => caseId),
    rows.map(({ sheet }) => sheet.asOf),
    rows.map(({ sheet }) => sheet.currency),
    rows.map(({ sheet }) => sheet.total),
    rows.map(({ sheet }) => JSON.stringify(sheet)),
    rows.map(({ sha256 }) => sha256),
  ]);
}

const SAVE_CASES = `
  insert into legal_case (case_id, tenant, loan_id, stage, lawyer, opened_on, closed_on, outcome, strategy)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[],
    $8::text[], $9::text[])
  on conflict (case_id) do update set stage = excluded.stage, lawyer = excluded.lawyer,
    closed_on = excluded.closed_on, outcome = excluded.outcome, strategy = excluded.strategy`;

const SAVE_EVALUATIONS = `
  insert into evaluation (evaluation_id, tenant, loan_id, case_id, strategy, state, by_actor, approver, on_date, opinion)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::text[], $9::date[], $10::json[])
  on conflict (evaluation_id) do update set state = excluded.state, approver = excluded.approver,
    opinion = excluded.opinion`;

const SAVE_SHEETS = `
  insert into claim_sheet (sheet_id, tenant, loan_id, case_id, as_of, currency, total, sheet, sha256)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::bigint[],
    $8::json[], $9::text[])
  on conflict (sheet_id) do nothing`;

export const writers: readonly RowWriter[] = [
  { table: 'legal_case', save: saveCases },
  { table: 'evaluation', save: saveEvaluations },
  { table: 'claim_sheet', save: saveSheets },
];
