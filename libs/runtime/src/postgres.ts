import pg from 'pg';

/** One transaction under the locks of its lanes. Whatever it writes commits together, or not at all. */
export interface Tx {
  query<R extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<R[]>;
}

const DATE_OID = 1082; // pg would turn a calendar date into a moment in the machine's zone
const INT8_OID = 20;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE_OID ? String : oid === INT8_OID ? BigInt : pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

export type PoolOptions = Readonly<{ url: string; max?: number; name: string }>;

/** Dates come back as `YYYY-MM-DD`, bigint as bigint. A statement on an idle connection that breaks is not fatal. */
export function openPool({ url, max = 10, name }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
  });
  pool.on('error', () => undefined); // the pool drops the broken client; the next query opens another or fails by itself
  // The pool listens to idle clients only. One whose server dies between two statements of a transaction would else end
  // the process; its next statement fails by itself, and that is weather.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs the work in one transaction; a rejection rolls back and is passed on. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work({ query: async (sql, params = []) => (await client.query(sql, [...params])).rows });
    await client.query('commit');
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => undefined,
      (failed: Error) => failed,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
