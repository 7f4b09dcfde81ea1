import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PackageLoanRow } from '../../domain/disposal/rows.js';
import type { MeasureRow, ObjectionRow, RecoveryRow } from '../../domain/enforcement/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of several rows of one key the last stands: a statement may touch a row once. */
const lastOf = <R>(rows: readonly R[], keyOf: (row: R) => string): readonly R[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

async function saveMeasures(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly MeasureRow[], ({ measure }) => measure.measureId);
  await tx.query(SAVE_MEASURES, [
    rows.map(({ measure }) => measure.measureId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ caseId }) => caseId),
    rows.map(({ enforcementId }) => enforcementId),
    rows.map(({ measure }) => measure.kind),
    rows.map(({ measure }) => measure.asset),
    rows.map(({ currency }) => currency),
    rows.map(({ measure }) => measure.value),
    rows.map(({ measure }) => measure.rank),
    rows.map(({ measure }) => measure.from),
    rows.map(({ measure }) => measure.until?.on ?? null),
    rows.map(({ measure }) => measure.state),
    rows.map(({ measure }) => measure.because),
  ]);
}

async function saveRecoveries(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly RecoveryRow[], ({ recovery }) => recovery.recoveryId);
  await tx.query(SAVE_RECOVERIES, [
    rows.map(({ recovery }) => recovery.recoveryId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ caseId }) => caseId),
    rows.map(({ enforcementId }) => enforcementId),
    rows.map(({ recovery }) => recovery.on),
    rows.map(({ currency }) => currency),
    rows.map(({ recovery }) => recovery.minor),
    rows.map(({ recovery }) => recovery.costs),
    rows.map(({ recovery }) => recovery.judgment),
    rows.map(({ recovery }) => recovery.doubled),
    rows.map(({ recovery }) => recovery.surplus),
    rows.map(({ recovery }) => recovery.paymentId),
  ]);
}

async function saveObjections(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly ObjectionRow[], ({ objection }) => objection.objectionId);
  await tx.query(SAVE_OBJECTIONS, [
    rows.map(({ objection }) => objection.objectionId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ caseId }) => caseId),
    rows.map(({ enforcementId }) => enforcementId),
    rows.map(({ court }) => court),
    rows.map(({ lawyer }) => lawyer),
    rows.map(({ objection }) => objection.side),
    rows.map(({ objection }) => objection.state),
    rows.map(({ objection }) => objection.due.on),
    rows.map(({ objection }) => objection.due.provisional),
  ]);
}

async function savePackageLoans(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = lastOf(all as readonly PackageLoanRow[], ({ packageId, loanId }) => `${packageId} ${loanId}`);
  await tx.query(SAVE_PACKAGE_LOANS, [
    rows.map(({ packageId }) => packageId),
    rows.map(({ loanId }) => loanId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ state }) => state),
    rows.map(({ currency }) => currency),
    rows.map(({ product }) => product),
    rows.map(({ amounts }) => amounts.principal),
    rows.map(({ amounts }) => amounts.interest),
    rows.map(({ amounts }) => amounts.fee),
    rows.map(({ amounts }) => amounts.penalty),
    rows.map(({ price }) => price),
    rows.map(({ daysPastDue }) => daysPastDue),
    rows.map(({ stage }) => stage),
    rows.map(({ limitationYear }) => limitationYear),
    rows.map(({ region }) => region),
  ]);
}

const SAVE_MEASURES = `
  insert into measure (measure_id, tenant, loan_id, case_id, enforcement_id, kind, asset, currency, value, rank,
    from_on, until_on, state, because)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::integer[], $11::date[], $12::date[], $13::text[], $14::text[])
  on conflict (measure_id) do update set enforcement_id = excluded.enforcement_id, rank = excluded.rank,
    from_on = excluded.from_on, until_on = excluded.until_on, state = excluded.state, because = excluded.because`;

const SAVE_RECOVERIES = `
  insert into recovery (recovery_id, tenant, loan_id, case_id, enforcement_id, on_date, currency, amount, costs,
    judgment, doubled, surplus, payment_id)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[],
    $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[])
  on conflict (recovery_id) do update set on_date = excluded.on_date, amount = excluded.amount,
    costs = excluded.costs, judgment = excluded.judgment, doubled = excluded.doubled, surplus = excluded.surplus,
    payment_id = excluded.payment_id`;

const SAVE_OBJECTIONS = `
  insert into objection (objection_id, tenant, loan_id, case_id, enforcement_id, court, lawyer, side, state, due_on,
    provisional)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::date[], $11::boolean[])
  on conflict (objection_id) do update set lawyer = excluded.lawyer, state = excluded.state, due_on = excluded.due_on,
    provisional = excluded.provisional`;

// What buyers were told of a claim stays as it was listed; what becomes of it is added.
const SAVE_PACKAGE_LOANS = `
  insert into package_loan (package_id, loan_id, tenant, state, currency, product, principal, interest, fee, penalty,
    price, days_past_due, stage, limitation_year, region)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
    $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::integer[], $13::text[], $14::integer[], $15::text[])
  on conflict (package_id, loan_id) do update set state = excluded.state, price = excluded.price`;

export const writers: readonly RowWriter[] = [
  { table: 'measure', save: saveMeasures },
  { table: 'recovery', save: saveRecoveries },
  { table: 'objection', save: saveObjections },
  { table: 'package_loan', save: savePackageLoans },
];
