import type pg from 'pg';

/** The process dies before its nth statement: the connection is gone, and the transaction with it. */
export class Crash extends Error {}

/** A pool whose transactions die at a statement of the test's choice; the database behind it is the real one. */
export function crashingPool(pool: pg.Pool): { pool: pg.Pool; crashBefore: (statement: number) => void } {
  let left = Infinity;
  const connect = async () => {
    const client = await pool.connect();
    return {
      query: (...args: Parameters<typeof client.query>) => {
        const text = typeof args[0] === 'string' ? args[0] : '';
        if (text !== 'rollback' && (left -= 1) < 0) return Promise.reject(new Crash('the process died'));
        return client.query(...args) as unknown as Promise<unknown>;
      },
      release: (error?: Error) => client.release(error),
    };
  };
  const crashing = { connect, query: pool.query.bind(pool) } as unknown as pg.Pool;
  return { pool: crashing, crashBefore: (statement) => (left = statement) };
}
