import type pg from 'pg';
import { payloadHash } from '../inbox/inbox.js';
import type { Tx } from '../postgres.js';
import { Problem } from '../service/http/problem.js';
import type { Act } from './actions.js';

/** What an operator asks for under a key of his: the same key again gets the same answer, and nothing is done twice. */
export type OperatorRequest = Readonly<{ key: string; hash: Buffer }>;

export const requestOf = (key: string, route: string, body: object): OperatorRequest => ({
  key,
  hash: payloadHash(`${route} ${JSON.stringify(body)}`),
});

type Row = { hash: Buffer; answer: unknown };

/**
 * Does the work and keeps its answer. One that broke off in the middle goes on where it is asked for again.
 * Throws the problem 409 where the key came before with another request.
 */
export async function answerOnce<T extends object>(
  pool: pg.Pool,
  { key, hash }: OperatorRequest,
  work: () => Promise<T>,
): Promise<T> {
  await pool.query(`insert into operator_request (key, hash) values ($1, $2) on conflict do nothing`, [key, hash]);
  const { rows } = await pool.query<Row>(`select hash, answer from operator_request where key = $1`, [key]);
  const [known] = rows;
  if (known !== undefined && !known.hash.equals(hash)) {
    throw new Problem(409, 'idempotency-key-reused', 'This Idempotency-Key came before with another request.');
  }
  if (known?.answer) return known.answer as T;
  const answer = await work();
  await pool.query(`update operator_request set answer = $2::jsonb where key = $1`, [key, JSON.stringify(answer)]);
  return answer;
}

/** Whether this very request has done this already, and broke off behind it. Asked under the lock of its lane. */
export async function isDone(tx: Tx, { action, target, request }: Act): Promise<boolean> {
  if (request === null) return false;
  const rows = await tx.query(
    `select from operator_action where request = $1 and action = $2 and target = $3 limit 1`,
    [request, action, target],
  );
  return rows.length > 0;
}
