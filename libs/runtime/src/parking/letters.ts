import type pg from 'pg';
import type { Actor } from '../auth/actor.js';
import type { Role } from '../auth/roles.js';
import type { Tx } from '../postgres.js';
import type { Which } from './operations.js';

export type LetterRow = Readonly<{
  id: bigint;
  consumer: string;
  stream: string;
  topic_id: string;
  partition: number;
  record_offset: bigint;
  key: Buffer | null;
  headers: Record<string, string>;
  value: Buffer | null;
  reason: string;
  status: string;
}>;

/** What an operator is shown of a dead letter: where it came from and why, never what it holds. */
export type LetterView = Readonly<{
  id: string;
  stream: string;
  /** `partition/offset`; `door` for what came by HTTP or file, `parked` for what was given up while it waited. */
  position: string;
  stage: string;
  reason: string;
  detail: string;
  type: string | null;
  eventId: string | null;
  bytes: number;
  attempts: number;
  status: string;
  firstAt: string;
  lastAt: string;
}>;

/** Whose letters somebody may see: those of a tenant, those that name none, or both. */
export type Seen = Readonly<{ tenant: string | null; nameless: boolean }>;

/** By the actor's roles: what names no tenant may be anybody's, and is for the installation's own operators alone. */
export const seenBy = ({ tenant, roles }: Actor, mine: readonly Role[] = ['operator', 'auditor']): Seen => ({
  tenant: roles.some((role) => mine.includes(role)) ? tenant : null,
  nameless: roles.includes('platform-operator'),
});

// Keys of public streams are `tenant:loan`.
const IS_SEEN = `case when key is not null and encode(key, 'escape') ~ '^[a-z0-9][a-z0-9-]{0,31}:'
  then $1::text is not null and starts_with(encode(key, 'escape'), $1 || ':') else $2::boolean end`;

const VIEW = `id::text, stream, case when record_offset < 0 then 'door' when topic_id = 'parked' then 'parked'
    else partition || '/' || record_offset end as position, stage, reason, detail,
  headers->>'ce_type' as type, headers->>'ce_id' as "eventId", coalesce(octet_length(value), 0) as bytes, attempts,
  status, first_at as "firstAt", last_at as "lastAt"`;

export async function letterViews(
  pool: pg.Pool,
  { tenant, nameless }: Seen,
  ask: Readonly<{ reason?: string; status?: string; limit: number; id?: string }>,
): Promise<LetterView[]> {
  const { rows } = await pool.query<LetterView>(
    `select ${VIEW} from dead_letter where ${IS_SEEN} and ($3::text is null or reason = $3)
       and ($4::text is null or status = $4) and ($5::bigint is null or id = $5) order by id limit $6`,
    [tenant, nameless, ask.reason ?? null, ask.status ?? null, ask.id ?? null, ask.limit],
  );
  return rows;
}

export async function letterIds(
  pool: pg.Pool,
  { id, reason, loan }: Which,
  { tenant, nameless }: Seen,
): Promise<bigint[]> {
  const { rows } = await pool.query<{ id: bigint }>(
    `select id from dead_letter where status = 'open' and ${IS_SEEN} and ($3::bigint is null or id = $3)
       and ($4::text is null or reason = $4) and ($5::bytea is null or key = $5)
       and ($3::bigint is not null or $4::text is not null or $5::bytea is not null) order by id`,
    [tenant, nameless, id ?? null, reason ?? null, loan === undefined ? null : Buffer.from(loan)],
  );
  return rows.map((row) => row.id);
}

export async function letterById(tx: Tx, id: bigint): Promise<LetterRow | null> {
  const [row] = await tx.query<LetterRow>(`select * from dead_letter where id = $1 for update`, [id]);
  return row ?? null;
}

export async function markLetter(tx: Tx, id: bigint, status: 'replayed' | 'discarded'): Promise<void> {
  await tx.query(`update dead_letter set status = $2, last_at = now() where id = $1`, [id, status]);
}
