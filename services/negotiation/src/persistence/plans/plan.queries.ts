import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Instalment, Kind } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

/** An ask as its ledger reads it. */
export type AskLine = Readonly<{
  position: string;
  requestId: string;
  loan: LoanId;
  planId: string;
  type: string;
  state: string;
  askedOn: CalendarDate;
  answerBy: CalendarDate;
  answeredOn: CalendarDate | null;
  reason: string | null;
  body: object;
}>;

const LINE = `
  select position::text, request_id as "requestId", loan_id as loan, plan_id as "planId", type, state,
    asked_on as "askedOn", answer_by as "answerBy", answered_on as "answeredOn", reason, body
  from ledger_request`;

/** What ledgers of a tenant were asked behind a position, in the order in which it was. */
export const asksAfter = (db: Db, tenant: string, after: string, limit: number): Promise<readonly AskLine[]> =>
  db.query<AskLine>(`${LINE} where tenant = $1 and position > $2::bigint order by position limit $3`, [
    tenant,
    after,
    limit,
  ]);

/** Of one loan, the latest first. */
export const asksOf = (db: Db, tenant: string, loan: LoanId): Promise<readonly AskLine[]> =>
  db.query<AskLine>(`${LINE} where tenant = $1 and loan_id = $2 order by position desc limit 100`, [tenant, loan]);

/** The loan that an ask is about; null where no such ask of the tenant is known. */
export async function loanAsked(db: Db, tenant: string, requestId: string): Promise<LoanId | null> {
  const [row] = await db.query<{ loan_id: LoanId }>(
    `select loan_id from ledger_request where tenant = $1 and request_id = $2 limit 1`,
    [tenant, requestId],
  );
  return row?.loan_id ?? null;
}

/** A plan as its table has it, also long after its end. */
export type PlanLine = Readonly<{
  planId: string;
  state: string;
  requestId: string | null;
  activeFrom: CalendarDate | null;
  endedOn: CalendarDate | null;
  kinds: readonly Kind[];
  rows: readonly Instalment[];
}>;

export async function planLine(db: Db, tenant: string, loan: LoanId, planId: string): Promise<PlanLine | null> {
  const [row] = await db.query<PlanLine>(
    `select plan_id as "planId", state, request_id as "requestId", active_from as "activeFrom", ended_on as "endedOn",
       kinds, rows
     from plan where tenant = $1 and loan_id = $2 and plan_id = $3`,
    [tenant, loan, planId],
  );
  return row ?? null;
}
