import type { CalendarDate, LoanId, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

/** A loan of which a period ends next on a day; later where the calendar of that year is not announced. */
export type Lapsing = Readonly<{ loanId: LoanId; nextDate: CalendarDate; provisional: boolean; caseId: string | null }>;

export type LapsingAsked = Readonly<{
  tenants: readonly TenantId[];
  until: CalendarDate;
  /** The last loan of the page before. */
  after: Readonly<{ nextDate: string; loanId: string }> | null;
  limit: number;
}>;

/** A page of the loans whose claims lapse by a day, by the index of their next dates: what ends first comes first. */
export const lapsing = (db: Db, { tenants, until, after, limit }: LapsingAsked): Promise<readonly Lapsing[]> =>
  db.query<Lapsing>(
    `select loan_id as "loanId", next_date as "nextDate", provisional, case_id as "caseId" from legal_loan
     where tenant = any($1::text[]) and next_date <= $2::date and (next_date, loan_id) > ($3::date, $4::text)
     order by next_date, loan_id limit $5::int`,
    [tenants, until, after?.nextDate ?? '0001-01-01', after?.loanId ?? '', limit],
  );
