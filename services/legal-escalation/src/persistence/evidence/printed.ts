import { type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PaperKind } from '../../domain/papers/types.js';

type Db = Pick<Tx, 'query'>;

/** That a paper was printed, and by whom; nothing of what it says. */
export type Printing = Readonly<{
  caseId: string;
  sheetId: string;
  bundleId: string | null;
  kind: PaperKind;
  /** The file it was printed by, with its version. */
  template: string;
  sha256: string;
  by: string;
  at: Date;
}>;

/** Before the papers are handed out: nothing with a name leaves without a row that says to whom. */
export async function keepPrintings(db: Db, loan: LoanId, printings: readonly Printing[]): Promise<void> {
  await db.query(
    `insert into printed_paper (tenant, loan_id, case_id, sheet_id, bundle_id, kind, template, sha256, printed_by, at)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::timestamptz[])`,
    [
      ...[tenantOf(loan), loan],
      printings.map(({ caseId }) => caseId),
      printings.map(({ sheetId }) => sheetId),
      printings.map(({ bundleId }) => bundleId),
      printings.map(({ kind }) => kind),
      printings.map(({ template }) => template),
      printings.map(({ sha256 }) => sha256),
      printings.map(({ by }) => by),
      printings.map(({ at }) => at),
    ],
  );
}

const MOST = 200;

/** Of one loan, the latest first. */
export const printingsOf = (db: Db, loan: LoanId): Promise<readonly Printing[]> =>
  db.query<Printing>(
    `select case_id as "caseId", sheet_id as "sheetId", bundle_id as "bundleId", kind, template, sha256,
       printed_by as by, at
     from printed_paper where tenant = $1 and loan_id = $2 order by position desc limit ${MOST}`,
    [tenantOf(loan), loan],
  );
