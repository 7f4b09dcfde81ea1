import { type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Sheet } from '../../domain/claim/types.js';

type Db = Pick<Tx, 'query'>;

/** A claim as it was computed. Null where the loan has no such claim. */
export async function sheetOfLoan(db: Db, loan: LoanId, sheetId: string): Promise<Sheet | null> {
  const [row] = await db.query<{ sheet: Sheet }>(
    'select sheet from claim_sheet where sheet_id = $1 and tenant = $2 and loan_id = $3',
    [sheetId, tenantOf(loan), loan],
  );
  return row?.sheet ?? null;
}
