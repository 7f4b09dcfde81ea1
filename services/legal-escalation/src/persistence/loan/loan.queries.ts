import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { LoanState } from '../../domain/loan/state.js';
import type { PolicyRef } from '../../domain/words.js';
import { loanFrom, type LoanRow } from './loan.json.js';

type Db = Pick<Tx, 'query'>;

/** A loan as its lane left it last, and the day that is open there. Null where no such loan is known. */
export type LoanNow = Readonly<{ state: LoanState; openDay: CalendarDate | null; heldSince: CalendarDate | null }>;

export async function loanNow(db: Db, loan: LoanId): Promise<LoanNow | null> {
  const [row] = await db.query<LoanRow & { open_day: CalendarDate | null; held_since: CalendarDate | null }>(
    `select l.loan_id, l.review_on, l.waits, l.state, l.ledger, lane.open_day, h.since as held_since
     from legal_loan l
     join lane on lane.space = 'loan' and lane.partition = l.partition
     left join held_subject h on h.space = 'loan' and h.subject = l.loan_id
     where l.tenant = $1 and l.loan_id = $2`,
    [tenantOf(loan), loan],
  );
  if (row === undefined) return null;
  return { state: loanFrom(row), openDay: row.open_day, heldSince: row.held_since };
}

export type TimelineLine = Readonly<{
  on: CalendarDate;
  what: string;
  inputs: object;
  policy: PolicyRef | null;
}>;

const MOST = 200;

/** What was done with a loan and why, the latest first. */
export const timelineLines = (db: Db, loan: LoanId): Promise<readonly TimelineLine[]> =>
  db.query<TimelineLine>(
    `select on_date as "on", what, inputs, policy from timeline
     where tenant = $1 and loan_id = $2 order by position desc limit ${MOST}`,
    [tenantOf(loan), loan],
  );

/** The day that is open in the lane of a loan; null where nobody knows it. */
export async function openDayOf(db: Db, loan: LoanId): Promise<CalendarDate | null> {
  const [row] = await db.query<{ open_day: CalendarDate | null }>(
    `select lane.open_day from legal_loan l
     join lane on lane.space = 'loan' and lane.partition = l.partition
     where l.tenant = $1 and l.loan_id = $2`,
    [tenantOf(loan), loan],
  );
  return row?.open_day ?? null;
}
