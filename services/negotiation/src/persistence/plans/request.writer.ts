import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { AskRow } from '../../domain/plans/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

type Asked = Extract<AskRow, { change: 'asked' }>;
type Answered = Extract<AskRow, { change: 'answered' }>;

const isAsked = (row: AskRow): row is Asked => row.change === 'asked';
const isAnswered = (row: AskRow): row is Answered => row.change === 'answered';

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = all as readonly AskRow[];
  const asked = rows.filter(isAsked);
  if (asked.length > 0) await append(tx, asked);
  // Of an ask that was answered more than once in a chunk the last answer counts.
  const answers = [...new Map(rows.filter(isAnswered).map((row) => [row.requestId, row])).values()];
  if (answers.length > 0) await answer(tx, answers);
}

/** Transactions that ask come one after the other, so that no position shows up behind one that was read already. */
async function append(tx: Tx, rows: readonly Asked[]): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('negotiation/ledger-requests', 0))`);
  await tx.query(APPEND, [
    rows.map(({ requestId }) => requestId),
    rows.map(({ type }) => type),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ planId }) => planId),
    rows.map(({ body }) => JSON.stringify(body)),
    rows.map(({ askedOn }) => askedOn),
    rows.map(({ answerBy }) => answerBy),
  ]);
}

const answer = (tx: Tx, rows: readonly Answered[]): Promise<unknown> =>
  tx.query(ANSWER, [
    rows.map(({ requestId }) => requestId),
    rows.map(({ state }) => state),
    rows.map(({ answeredOn }) => answeredOn),
    rows.map(({ reason }) => reason),
    rows.map(({ reference }) => reference),
  ]);

/** What ledgers were asked, and what has become of it. */
export const requestWriter: RowWriter = { table: 'ledger_request', save };

const APPEND = `
  insert into ledger_request (request_id, type, tenant, loan_id, plan_id, body, asked_on, answer_by, state)
  select request, type, tenant, loan, plan, body, asked_on, answer_by,
    case when type = 'withdrawn' then 'told' else 'open' end
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::json[], $7::date[], $8::date[])
    with ordinality as r (request, type, tenant, loan, plan, body, asked_on, answer_by, nth)
  order by nth
  on conflict (request_id, type) do nothing`;

const ANSWER = `
  update ledger_request as asked set state = r.state, answered_on = r.answered_on, reason = r.reason,
    reference = coalesce(r.reference, asked.reference)
  from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::text[])
    as r (request, state, answered_on, reason, reference)
  where asked.request_id = r.request and asked.type <> 'withdrawn'`;
