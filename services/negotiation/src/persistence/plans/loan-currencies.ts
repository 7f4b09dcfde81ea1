import type { Currency, LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

/** In which currency each of these loans is; those of which nobody has told are not there. */
export async function currenciesOf(
  db: Pick<Tx, 'query'>,
  loans: readonly LoanId[],
): Promise<ReadonlyMap<LoanId, Currency>> {
  const rows = await db.query<{ loan: LoanId; currency: Currency }>(
    `select loan_id as loan, state->'parts'->'ledger'->>'currency' as currency from negotiation_loan
     where loan_id = any($1::text[]) and state->'parts'->'ledger'->>'currency' is not null`,
    [loans],
  );
  return new Map(rows.map(({ loan, currency }) => [loan, currency]));
}
