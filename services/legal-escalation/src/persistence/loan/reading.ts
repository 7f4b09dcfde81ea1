import type pg from 'pg';
import type { Tx } from '@mora/runtime';

/** Single statements outside of a transaction, for what is only read. */
export const reading = (pool: pg.Pool): Pick<Tx, 'query'> => ({
  query: async <R extends object>(sql: string, params: readonly unknown[] = []) =>
    (await pool.query<R & pg.QueryResultRow>(sql, [...params])).rows as R[],
});
