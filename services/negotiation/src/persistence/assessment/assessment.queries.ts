import { type CalendarDate, type LoanId, type PersonId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Verdict } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

/** How one assessment ended, as it was written down with it. It holds no amount. */
export type AssessedLine = Readonly<{
  assessmentId: string;
  verdict: Verdict;
  validUntil: CalendarDate;
  missing: readonly string[];
}>;

/** Null where no such assessment was taken. */
export async function assessedLine(db: Db, loan: LoanId, assessmentId: string): Promise<AssessedLine | null> {
  const [row] = await db.query<{ inputs: AssessedLine }>(
    `select inputs from timeline
     where tenant = $1 and loan_id = $2 and what = 'assessed' and inputs->>'assessmentId' = $3
     order by position desc limit 1`,
    [tenantOf(loan), loan, assessmentId],
  );
  return row?.inputs ?? null;
}

/** The loans that keep a person from being forgotten, or could. */
export type Keeping = Readonly<{
  loanId: LoanId;
  inRound: boolean;
  planState: string | null;
  lastOn: CalendarDate | null;
}>;

/** Locked against their lanes, so that nothing is opened beside an erasure that is under way. */
export const keepingLoans = (tx: Db, person: PersonId): Promise<readonly Keeping[]> =>
  tx.query<Keeping>(
    `select l.loan_id as "loanId", l.round_state is not null as "inRound", l.plan_state as "planState",
       g.last_on as "lastOn"
     from negotiation_loan l
     left join figures_given g on g.loan_id = l.loan_id and g.person_id = $2
     where l.tenant = $1 and (l.person_id = $2 or g.person_id is not null)
     order by l.loan_id
     for share of l`,
    [tenantOf(person), person],
  );

export async function forgetGiven(tx: Db, person: PersonId): Promise<void> {
  await tx.query(`delete from figures_given where person_id = $1`, [person]);
}
