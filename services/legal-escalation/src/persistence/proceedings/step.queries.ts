import type { CalendarDate, LoanId } from '@mora/kernel';
import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

export type StepLine = Readonly<{
  proceedingId: string;
  from: string | null;
  to: string;
  on: CalendarDate;
  proofKind: string;
  proofId: string;
  dueOn: CalendarDate | null;
  by: string | null;
}>;

/** How the proceedings of a loan came to where they stand, the first step first. */
export const stepsOf = (db: Pick<Tx, 'query'>, loan: LoanId): Promise<StepLine[]> =>
  db.query<StepLine>(
    `select s.proceeding_id as "proceedingId", s.from_step as "from", s.to_step as "to", s.on_date as "on",
       s.proof_kind as "proofKind", s.proof_id as "proofId", s.due_on as "dueOn", s.by_actor as "by"
     from proceeding p join proceeding_step s on s.proceeding_id = p.proceeding_id
     where p.tenant = $1 and p.loan_id = $2 order by s.position limit 1000`,
    [tenantOf(loan), loan],
  );
