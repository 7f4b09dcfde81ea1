import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { LoanState } from '../../domain/loan/state.js';
import type { StrategyInput } from '../../domain/strategy/input.js';
import { loanFrom, type LoanRow } from './loan.json.js';

type Db = Pick<Tx, 'query'>;

/** A loan as its lane left it last, and the day that is open there. Null where no such loan is known. */
export type LoanNow = Readonly<{ state: LoanState; openDay: CalendarDate | null; heldSince: CalendarDate | null }>;

export async function loanNow(db: Db, loan: LoanId): Promise<LoanNow | null> {
  const [row] = await db.query<LoanRow & { open_day: CalendarDate | null; held_since: CalendarDate | null }>(
    `select l.loan_id, l.review_on, l.waits, l.slices, l.state, l.schedule, lane.open_day, h.since as held_since
     from outreach_loan l
     join lane on lane.space = 'loan' and lane.partition = l.partition
     left join held_subject h on h.space = 'loan' and h.subject = l.loan_id
     where l.loan_id = $1`,
    [loan],
  );
  if (row === undefined) return null;
  return { state: loanFrom(row), openDay: row.open_day, heldSince: row.held_since };
}

export type StepTaken = Readonly<{
  on: CalendarDate;
  strategy: string;
  rule: string;
  step: string | null;
  arm: string | null;
  inputs: StrategyInput;
}>;

const MOST = 100;

/** Which rows of the strategy spoke of a loan, the latest first. */
export const stepsOf = (db: Db, loan: LoanId): Promise<readonly StepTaken[]> =>
  db.query<StepTaken>(
    `select on_date as "on", strategy, rule, step, arm, inputs from step_log
     where loan_id = $1 order by position desc limit ${MOST}`,
    [loan],
  );
