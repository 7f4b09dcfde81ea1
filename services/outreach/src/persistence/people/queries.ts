import { amountText, type CalendarDate, type Currency, type LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PartOfPromise } from '../../domain/promises/promise.js';

type Db = Pick<Tx, 'query'>;

type PromiseRow = Readonly<{
  promiseId: string;
  personId: string;
  state: string;
  currency: Currency;
  madeOn: CalendarDate;
  via: string;
  method: string;
  parts: readonly PartOfPromise[];
}>;

/** The latest first; amounts as they stand on the wire. */
export async function promisesOf(db: Db, loan: LoanId) {
  const rows = await db.query<PromiseRow>(
    `select promise_id as "promiseId", person_id as "personId", state, currency, made_on as "madeOn", via, method, parts
     from promise where tenant = split_part($1, ':', 1) and loan_id = $1 order by made_on desc, promise_id limit 100`,
    [loan],
  );
  return rows.map((row) => ({
    ...row,
    parts: row.parts.map(({ number, dueOn, minor, state }) => ({
      number,
      dueOn,
      amount: amountText(BigInt(minor), row.currency),
      state,
    })),
  }));
}

export type SayFound = Readonly<{
  sayId: string;
  loanId: LoanId;
  personId: string;
  kind: string;
  about: string;
  via: string;
  state: string;
  openedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
  outcome: string | null;
}>;

const SAYS = `
  select say_id as "sayId", loan_id as "loanId", person_id as "personId", kind, about, via, state,
    opened_at as "openedAt", due_at as "dueAt", closed_at as "closedAt", outcome
  from say`;

/** What was said about a loan, the latest first. */
export const saysOf = (db: Db, loan: LoanId): Promise<SayFound[]> =>
  db.query<SayFound>(
    `${SAYS} where tenant = split_part($1, ':', 1) and loan_id = $1 order by opened_at desc, say_id limit 200`,
    [loan],
  );

type Like = Readonly<{ sayId: string; person: string; kind: string; about: string; agency: string | null }>;

/** Under which id it is open: its own, or that of the like which was open already; null where nothing is. */
export async function openSay(db: Db, loan: LoanId, { sayId, person, kind, about, agency }: Like) {
  const [row] = await db.query<{ sayId: string }>(
    `select say_id as "sayId" from say where tenant = split_part($1, ':', 1) and loan_id = $1 and person_id = $2
       and kind = $3 and about = $4 and agency_id is not distinct from $5 and state = 'open'
     order by say_id = $6 desc, opened_at limit 1`,
    [loan, person, kind, about, agency, sayId],
  );
  return row?.sayId ?? null;
}

export type CaseFound = Readonly<{
  caseId: string;
  loanId: LoanId;
  queue: string;
  responsible: string | null;
  state: 'open' | 'closed';
}>;

/** Null where the tenant has no such case. */
export async function caseOf(db: Db, tenant: string, caseId: string): Promise<CaseFound | null> {
  const [row] = await db.query<CaseFound>(
    `select case_id as "caseId", loan_id as "loanId", queue, responsible, state from work_case
     where tenant = $1 and case_id = $2`,
    [tenant, caseId],
  );
  return row ?? null;
}

export type QueueFound = Readonly<{ queue: string; open: number; overdue: number; oldest: CalendarDate }>;

/** How much waits in each queue, and how much of it is late. */
export const queuesOf = (db: Db, tenant: string, today: CalendarDate): Promise<QueueFound[]> =>
  db.query<QueueFound>(
    `select queue, count(*)::int as open, count(*) filter (where due_on < $2)::int as overdue, min(opened_on) as oldest
     from work_case where tenant = $1 and state = 'open' group by queue order by queue`,
    [tenant, today],
  );

export type AlertFound = Readonly<{ alertId: string; loanId: string; at: Date; because: string }>;

/** What somebody has not seen yet of the loans that they answer for. */
export const alertsOf = (db: Db, tenant: string, responsible: string): Promise<AlertFound[]> =>
  db.query<AlertFound>(
    `select notify_id as "alertId", loan_id as "loanId", at, because from notify
     where tenant = $1 and responsible = $2 and seen_at is null order by at desc limit 200`,
    [tenant, responsible],
  );

export type SurveyFound = Readonly<{ surveyId: string; loanId: LoanId; kind: string; dueOn: string; until: string }>;

const SURVEYS = `select survey_id as "surveyId", loan_id as "loanId", kind, due_on as "dueOn", until from survey`;

/** Whom to ask now, the longest due first. */
export const dueSurveys = (db: Db, tenant: string): Promise<SurveyFound[]> =>
  db.query<SurveyFound>(`${SURVEYS} where tenant = $1 and state = 'due' order by due_on, survey_id limit 200`, [
    tenant,
  ]);

/** Null where the tenant has no such survey. */
export async function surveyOf(db: Db, tenant: string, surveyId: string): Promise<SurveyFound | null> {
  const [row] = await db.query<SurveyFound>(`${SURVEYS} where tenant = $1 and survey_id = $2`, [tenant, surveyId]);
  return row ?? null;
}

/** Null where nothing was said about the loan under this id. */
export async function sayOf(db: Db, loan: LoanId, sayId: string): Promise<SayFound | null> {
  const [row] = await db.query<SayFound>(
    `${SAYS} where tenant = split_part($1, ':', 1) and loan_id = $1 and say_id = $2`,
    [loan, sayId],
  );
  return row ?? null;
}
