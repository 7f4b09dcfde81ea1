import type { CalendarDate, LoanId, PersonId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Role } from '../../domain/words.js';

/** What a person is to a loan on a day, by the word of the ledger. */
export async function rolesOn(
  db: Pick<Tx, 'query'>,
  loan: LoanId,
  person: PersonId,
  day: CalendarDate,
): Promise<readonly Role[]> {
  const rows = await db.query<{ role: Role }>(
    `select link->>'role' as role
     from outreach_loan l, json_array_elements(l.state->'parts'->'parties'->'links') link
     where l.loan_id = $1 and link->>'personId' = $2
       and link->>'from' <= $3 and ($3 <= link->>'until' or link->>'until' is null)`,
    [loan, person, day],
  );
  return rows.map(({ role }) => role);
}
