import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Matter } from '../../domain/matter/types.js';

type Db = Pick<Tx, 'query'>;

export type CaseListed = Readonly<{
  caseId: string;
  loanId: LoanId;
  stage: Matter['stage'];
  lawyer: string | null;
  openedOn: CalendarDate;
  strategy: string | null;
}>;

export type CasesAsked = Readonly<{
  tenants: readonly string[];
  lawyer: string | null;
  stage: string | null;
  /** The last case of the page before. */
  after: string | null;
  limit: number;
}>;

/** A page of the cases that are open, by their ids. */
export const openCases = (
  db: Db,
  { tenants, lawyer, stage, after, limit }: CasesAsked,
): Promise<readonly CaseListed[]> =>
  db.query<CaseListed>(
    `select case_id as "caseId", loan_id as "loanId", stage, lawyer, opened_on as "openedOn", strategy
     from legal_case
     where closed_on is null and tenant = any($1::text[]) and ($2::text is null or lawyer = $2)
       and ($3::text is null or stage = $3) and case_id > $4
     order by case_id limit $5`,
    [tenants, lawyer, stage, after ?? '', limit],
  );

export type OpinionKept = Readonly<{
  evaluationId: string;
  caseId: string;
  strategy: string;
  state: 'given' | 'approved' | 'refused';
  by: string;
  approver: string | null;
  on: CalendarDate;
  opinion: Readonly<{
    because: string;
    lessHarmful: readonly string[];
    checklist: Matter['checklist'];
  }>;
}>;

const MOST = 100;

/** All that lawyers have thought of a loan, the latest first. */
export const opinionsOf = (db: Db, loan: LoanId): Promise<readonly OpinionKept[]> =>
  db.query<OpinionKept>(
    `select evaluation_id as "evaluationId", case_id as "caseId", strategy, state, by_actor as by, approver,
       on_date as "on", opinion
     from evaluation where tenant = $1 and loan_id = $2 order by on_date desc, evaluation_id limit ${MOST}`,
    [tenantOf(loan), loan],
  );
