import type pg from 'pg';
import type { Tx } from '../postgres.js';
import type { Actor } from '../auth/actor.js';

/** What an operator did, as an auditor is shown it. */
export type ActionView = Readonly<{
  id: string;
  at: string;
  actor: string;
  action: string;
  target: string;
  reason: string | null;
  outcome: string;
}>;

/** The latest first, of one tenant; a page ends where the next begins: `before` its last number. */
export async function actionViews(
  pool: pg.Pool,
  tenant: string,
  ask: Readonly<{ before?: string; limit: number }>,
): Promise<ActionView[]> {
  const { rows } = await pool.query<ActionView>(
    `select id::text, at, actor, action, target, reason, outcome from operator_action
     where tenant = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [tenant, ask.before ?? null, ask.limit],
  );
  return rows;
}

export type Act = Readonly<{
  action: string;
  target: string;
  actor: Actor;
  reason: string | null;
  request: string | null;
}>;
export type Outcome = Readonly<{ outcome: string; detail?: string }>;

/** In the transaction of what was done, so that nothing is done that nobody can be asked about. */
export async function writeDown(tx: Tx, act: Act, { outcome }: Outcome): Promise<void> {
  const { action, target, actor, reason, request } = act;
  await tx.query(
    `insert into operator_action (tenant, actor, action, target, reason, outcome, request)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [actor.tenant, actor.subject, action, target, reason, outcome, request],
  );
}
