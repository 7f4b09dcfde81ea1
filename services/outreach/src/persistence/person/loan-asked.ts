import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { SliceVersions } from '../../domain/person/slices.js';

/** How far the lane of a loan has come, and which facts of the loan whoever asks has seen. */
export type LoanAsked = Readonly<{ openDay: CalendarDate | null; versions: SliceVersions }>;

type Row = { open_day: CalendarDate | null; slices: Readonly<Record<string, Readonly<{ version: number }>>> };

/** Null where no such loan is known. Without a lock: the lane of the person compares the versions under its own. */
export async function loanAsked(db: Pick<Tx, 'query'>, loan: LoanId): Promise<LoanAsked | null> {
  const [row] = await db.query<Row>(
    `select lane.open_day, l.slices from outreach_loan l
     join lane on lane.space = 'loan' and lane.partition = l.partition where l.loan_id = $1`,
    [loan],
  );
  if (row === undefined) return null;
  const said = Object.entries(row.slices).filter(([, { version }]) => version > 0);
  return { openDay: row.open_day, versions: Object.fromEntries(said.map(([slice, { version }]) => [slice, version])) };
}

/** The day on which the borrower was told of the firm that the loan is placed with; null where it is not. */
export async function placedSince(db: Pick<Tx, 'query'>, loan: LoanId, agency: string): Promise<CalendarDate | null> {
  const [row] = await db.query<{ announced_on: CalendarDate }>(
    `select announced_on from placement where loan_id = $1 and agency_id = $2 and state = 'placed'`,
    [loan, agency],
  );
  return row?.announced_on ?? null;
}
