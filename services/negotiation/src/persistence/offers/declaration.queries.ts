import { type CalendarDate, type LoanId, type PersonId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Tier } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

/** That a borrower can afford no product, as it was declared, and what has become of it. The words are in the vault. */
export type DeclarationLine = Readonly<{
  declarationId: string;
  roundId: string;
  assessmentId: string;
  personId: PersonId;
  tier: Tier;
  by: string;
  on: CalendarDate;
  state: 'declared' | 'approved' | 'refused' | 'lapsed';
}>;

type Row = Readonly<{
  on: CalendarDate;
  state: DeclarationLine['state'];
  inputs: Omit<DeclarationLine, 'on' | 'state'>;
}>;

/** Null where no such one of the loan was made. */
export async function declarationLine(db: Db, loan: LoanId, declarationId: string): Promise<DeclarationLine | null> {
  const rows = await db.query<Row>(
    `select on_date as "on", replace(what, 'unaffordable-', '') as state, inputs from timeline
     where tenant = $1 and loan_id = $2 and what = any($3::text[]) and inputs->>'declarationId' = $4
     order by position`,
    [tenantOf(loan), loan, STATES, declarationId],
  );
  const [first] = rows;
  const last = rows.at(-1);
  return first === undefined || last === undefined ? null : { ...first.inputs, on: first.on, state: last.state };
}

const STATES = ['unaffordable-declared', 'unaffordable-approved', 'unaffordable-refused', 'unaffordable-lapsed'];
