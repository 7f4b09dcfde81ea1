import type pg from 'pg';
import type { Tx } from '@mora/runtime';

/** Single statements outside a transaction, for what is only read. */
export const readingFrom = (pool: pg.Pool): Tx => ({
  query: async <R extends object>(sql: string, params: readonly unknown[] = []) =>
    (await pool.query<R & pg.QueryResultRow>(sql, [...params])).rows as R[],
});
