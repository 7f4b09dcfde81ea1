import type pg from 'pg';
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

// Keys of public streams are `tenant:loan`; a letter without such a key belongs to nobody and every operator sees it.
const OF_TENANT = `(key is null or position(':' in encode(key, 'escape')) = 0
  or starts_with(encode(key, 'escape'), $1 || ':'))`;

const VIEW = `id::text, stream, partition || '/' || record_offset as position, stage, reason, detail,
  headers->>'ce_type' as type, headers->>'ce_id' as "eventId", coalesce(octet_length(value), 0) as bytes, attempts,
  status, first_at as "firstAt", last_at as "lastAt"`;

export async function letterViews(
  pool: pg.Pool,
  tenant: string,
  ask: Readonly<{ reason?: string; status?: string; limit: number; id?: string }>,
): Promise<LetterView[]> {
  const { rows } = await pool.query<LetterView>(
    `select ${VIEW} from dead_letter where ${OF_TENANT} and ($2::text is null or reason = $2)
       and ($3::text is null or status = $3) and ($4::bigint is null or id = $4) order by id limit $5`,
    [tenant, ask.reason ?? null, ask.status ?? null, ask.id ?? null, ask.limit],
  );
  return rows;
}

export async function letterIds(pool: pg.Pool, { id, reason, loan }: Which, tenant: string): Promise<bigint[]> {
  const { rows } = await pool.query<{ id: bigint }>(
    `select id from dead_letter where status = 'open' and ${OF_TENANT} and ($2::bigint is null or id = $2)
       and ($3::text is null or reason = $3) and ($4::bytea is null or key = $4)
       and ($2::bigint is not null or $3::text is not null or $4::bytea is not null) order by id`,
    [tenant, id ?? null, reason ?? null, loan === undefined ? null : Buffer.from(loan)],
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
