import type pg from 'pg';
import { lockLanes } from '../lanes/lane-row.js';
import { OUTBOX_COLUMNS } from '../outbox/relay-page.js';
import type { Tx } from '../postgres.js';
import type { Seen } from './letters.js';
import type { Which } from './operations.js';

/** What an operator is shown of an announcement that no broker would take: whose it is and why, never what it says. */
export type OutgoingView = Readonly<{
  id: string;
  stream: string;
  type: string;
  loan: string | null;
  reason: string;
  bytes: number;
  setAsideAt: string;
}>;

const TENANT = `coalesce(tenant, split_part(aggregateid, ':', 1), '*')`;
/** What is of no single tenant, such as a mark, is for the installation's own operators. */
const IS_SEEN = `case when ${TENANT} in ('', '*') then $2::boolean else ${TENANT} = $1::text end`;

export async function outgoingViews(
  pool: pg.Pool,
  { tenant, nameless }: Seen,
  ask: Readonly<{ reason?: string; limit: number }>,
): Promise<OutgoingView[]> {
  const { rows } = await pool.query<OutgoingView>(
    `select position::text as id, aggregatetype as stream, type, aggregateid as loan, reason,
       octet_length(payload) as bytes, set_aside_at as "setAsideAt"
     from outbox_set_aside where ${IS_SEEN} and ($3::text is null or reason = $3) order by position limit $4`,
    [tenant, nameless, ask.reason ?? null, ask.limit],
  );
  return rows;
}

export async function outgoingIds(
  pool: pg.Pool,
  { id, reason, loan }: Which,
  { tenant, nameless }: Seen,
): Promise<bigint[]> {
  const { rows } = await pool.query<{ position: bigint }>(
    `select position from outbox_set_aside where ${IS_SEEN} and ($3::bigint is null or position = $3)
       and ($4::text is null or reason = $4) and ($5::text is null or aggregateid = $5)
       and ($3::bigint is not null or $4::text is not null or $5::text is not null) order by position`,
    [tenant, nameless, id ?? null, reason ?? null, loan ?? null],
  );
  return rows.map((row) => row.position);
}

/** Puts it back at the end of its lane's outbox, under its own id: what came after it has gone on long ago. */
export async function sendAgain(tx: Tx, position: bigint): Promise<'resent' | 'not-kept' | 'gone'> {
  const [row] = await tx.query<{ space: string; partition: number; target_partition: number | null }>(
    `select space, partition, target_partition from outbox_set_aside where position = $1`,
    [position],
  );
  if (row === undefined) return 'gone';
  if (row.target_partition === null) return 'not-kept';
  await lockLanes(tx, row.space, [row.partition]);
  const again = await tx.query(
    `with again as (delete from outbox_set_aside where position = $1 returning *)
     insert into outbox (${OUTBOX_COLUMNS}) select ${OUTBOX_COLUMNS} from again returning position`,
    [position],
  );
  return again.length > 0 ? 'resent' : 'gone';
}
