import type { Tx } from '@mora/runtime';
import type { NoticeRow, TaskRow } from '../../domain/notices/rows.js';

type PartitionOf = (loan: string) => number;

/** One statement for all notices of a chunk; of several changes of one notice the last state stands. */
async function saveNotices(tx: Tx, rows: readonly object[], partitionOf: PartitionOf): Promise<void> {
  const all = rows as readonly NoticeRow[];
  const made = all.filter((row) => row.made !== null);
  if (made.length > 0) await tx.query(INSERT, [JSON.stringify(made.map((row) => inserted(row, partitionOf)))]);
  const changed = merged(all.filter((row) => row.made === null));
  if (changed.length > 0) await tx.query(UPDATE, [JSON.stringify(changed)]);
}

function inserted({ noticeId, made }: NoticeRow, partitionOf: PartitionOf): object {
  const { notice, ...of } = made as NonNullable<NoticeRow['made']>;
  const { attemptId: _none, template: _unwritten, provider: _nobody, providerRef: _ref, ...rest } = notice;
  return { ...rest, ...of, noticeId, partition: partitionOf(of.loanId) };
}

/** A claim and its outcome may stand in one chunk: each says some of the row. */
function merged(rows: readonly NoticeRow[]): readonly object[] {
  const byId = new Map<string, Record<string, unknown>>();
  for (const { made: _none, ...row } of rows) {
    const before = byId.get(row.noticeId) ?? {};
    const said = Object.entries(row).filter(([, value]) => value !== null);
    byId.set(row.noticeId, { ...before, ...Object.fromEntries(said) });
  }
  return [...byId.values()];
}

async function saveTasks(tx: Tx, rows: readonly object[]): Promise<void> {
  // The last word on a task is the one that is written.
  const byId = new Map((rows as readonly TaskRow[]).map((row) => [row.taskId, row]));
  const all = [...byId.values()].map(({ task, ...row }) => ({ ...task, ...row }));
  if (all.length > 0) await tx.query(TASKS, [JSON.stringify(all)]);
}

/** What the lane of a loan writes of notices and tasks, in the transaction of its state. */
export const noticesWriters = [
  { table: 'notice', save: saveNotices },
  { table: 'contact_task', save: saveTasks },
] as const;

const INSERT = `
  insert into notice (notice_id, dedupe_key, tenant, partition, loan_id, person_id, role, contact_id, decision_id,
    channel, purpose, point_id, template_id, step, state, valid_until, request_id, facts, planned_at, arm)
  select "noticeId", "dedupeKey", tenant, partition, "loanId", "personId", role, "contactId", "decisionId", channel,
    purpose, "pointId", "templateId", step, state, to_timestamp("validUntil" / 1000.0), "requestId",
    coalesce("requestFacts", '{}'), to_timestamp("plannedAt" / 1000.0), arm
  from jsonb_to_recordset($1::jsonb) as n ("noticeId" text, "dedupeKey" text, tenant text, partition int, "loanId" text,
    "personId" text, role text, "contactId" text, "decisionId" text, channel text, purpose text, "pointId" text,
    "templateId" text, step text, state text, "validUntil" bigint, "requestId" text, "requestFacts" jsonb,
    "plannedAt" bigint, arm jsonb)
  on conflict (notice_id) do nothing`;

const UPDATE = `
  update notice as n set
    state = c.state,
    attempt_id = coalesce(c."attemptId", n.attempt_id),
    template = coalesce(c.template, n.template),
    provider = coalesce(c.provider, n.provider),
    provider_ref = coalesce(c."providerRef", n.provider_ref),
    facts = coalesce(c.facts, n.facts),
    claimed_at = coalesce(to_timestamp(c."claimedAt" / 1000.0), n.claimed_at),
    done_at = coalesce(to_timestamp(c."doneAt" / 1000.0), n.done_at),
    reason = coalesce(c.reason, n.reason),
    proof_hash = coalesce(c."proofHash", n.proof_hash)
  from jsonb_to_recordset($1::jsonb) as c ("noticeId" text, state text, "attemptId" text, template jsonb, provider text,
    "providerRef" text, facts jsonb, "claimedAt" bigint, "doneAt" bigint, reason text, "proofHash" text)
  where n.notice_id = c."noticeId"`;

const TASKS = `
  insert into contact_task as known (task_id, tenant, loan_id, person_id, role, decision_id, point_id, kind, expires_at,
    state, outcome, taken_by, opened_at, done_at)
  select "taskId", tenant, "loanId", "personId", role, "decisionId", "pointId", channel,
    to_timestamp("validUntil" / 1000.0), state, outcome, "takenBy",
    to_timestamp(coalesce("openedAt", "doneAt", "validUntil") / 1000.0), to_timestamp("doneAt" / 1000.0)
  from jsonb_to_recordset($1::jsonb) as t ("taskId" text, tenant text, "loanId" text, "personId" text, role text,
    "decisionId" text, "pointId" text, channel text, "validUntil" bigint, state text, outcome text, "takenBy" text, "openedAt" bigint,
    "doneAt" bigint)
  on conflict (task_id) do update set state = excluded.state, outcome = excluded.outcome,
    taken_by = coalesce(excluded.taken_by, known.taken_by), done_at = excluded.done_at`;
