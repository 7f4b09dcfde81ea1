import { hash } from 'node:crypto';
import pg from 'pg';
import { arraysOf, binaryArray } from './binary-arrays.js';
import { OneWriteATurn } from './one-write-a-turn.js';

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

export type PoolOptions = Readonly<{
  url: string;
  max?: number;
  name: string;
  /** How long a transaction may say nothing before the server ends it, and with it its locks. */
  silenceMs?: number;
}>;

/** A process that is stopped or cut off in the middle of a transaction must not keep its lanes from all others. */
const SILENCE_MS = 60_000;
/** Whether the other end is still there: else a machine that is gone would hold its advisory locks for two hours. */
const ALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

/** Dates come back as `YYYY-MM-DD`, bigint as bigint. A statement on an idle connection that breaks is not fatal. */
export function openPool({ url, max = 10, name, silenceMs = SILENCE_MS }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    pipeline: true, // statements that do not wait for each other's answers need not wait for each other's way either
    stream: () => new OneWriteATurn(),
    options: `-c plan_cache_mode=force_generic_plan -c jit=off ${ALIVE} -c idle_in_transaction_session_timeout=${silenceMs}`,
  });
  pool.on('error', () => undefined); // the pool drops the broken client; the next query opens another or fails by itself
  // The pool listens to idle clients only. One whose server dies between two statements of a transaction would else end
  // the process; its next statement fails by itself, and that is weather.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Single statements outside of a transaction, for what is only read: planned once a connection, as all others. */
export const reading = (pool: pg.Pool): Tx => ({
  query: async <R extends object>(sql: string, params: readonly unknown[] = []) =>
    (await pool.query<R & pg.QueryResultRow>(prepared(sql, params))).rows as R[],
});

/** Runs the work in one transaction; a rejection rolls back and is passed on. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const own = new OneTransaction(client);
  try {
    const result = await work(own);
    await own.commit();
    return result;
  } catch (error) {
    broken = await own.rollback();
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What is only read need not wait for the answer that the transaction has begun; nothing is written before it. */
class OneTransaction implements Tx {
  private readonly begun: Promise<unknown>;
  private hasBegun = false;
  private waits = false; // also what is said behind something that waits
  private isOver = false;
  /** What has aborted it, until that is undone to a savepoint: then a statement succeeds again. */
  private aborted: Readonly<{ by: unknown }> | null = null;

  constructor(private readonly client: pg.PoolClient) {
    this.begun = client.query('begin');
    this.begun.then(
      () => (this.hasBegun = true),
      () => undefined, // whoever waits for it hears of it
    );
  }

  async query<R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    if (!this.hasBegun && (this.waits ||= !ONLY_READS.test(sql))) await this.begun;
    // The connection is another one's by then: what it wrote would be in no transaction, or in that one's.
    if (this.isOver) throw new Error('a statement came behind the end of its transaction');
    const statement = prepared(sql, params); // throws what no server has seen
    try {
      const { rows } = await this.client.query<R & pg.QueryResultRow>(statement);
      this.aborted = null;
      return rows;
    } catch (error) {
      // What was sent behind a failure fails by it; what the server says of it would hide whether it was the weather.
      this.aborted ??= { by: error };
      throw this.aborted.by;
    }
  }

  /** A server answers the commit of what has failed by rolling it back: then it throws what nobody has heard of. */
  async commit(): Promise<void> {
    this.isOver = true;
    await this.begun;
    const { command } = await this.client.query('commit');
    if (command === 'ROLLBACK')
      throw this.aborted?.by ?? new Error('the server has rolled back what was to be committed');
  }

  /** What keeps the connection from being used again. */
  async rollback(): Promise<Error | undefined> {
    this.isOver = true;
    return this.client.query('rollback').then(
      () => undefined,
      (failed: Error) => failed,
    );
  }
}

const ONLY_READS = /^\s*select\b/;

/**
 * Waits for statements that were sent one behind the other, all of them even where one fails: else what goes on behind
 * a failure would write after the rollback. Throws the first failure in time, of which the others are the consequence.
 */
export async function together(sent: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  const failures: unknown[] = [];
  await Promise.all(sent.map((one) => one?.catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
}

type Prepared = Readonly<{ name: string; arrays: ReturnType<typeof arraysOf> }>;
const statements = new Map<string, Prepared>();

/** Every statement is one of few that come again and again: the server plans each once a connection, by its name. */
export function prepared(sql: string, params: readonly unknown[]): string | pg.QueryConfig {
  if (params.length === 0) return sql;
  const { name, arrays } = statements.get(sql) ?? remember(sql);
  const values = params.map((value, n) => {
    const type = Array.isArray(value) ? arrays.get(n) : undefined;
    return type === undefined ? value : binaryArray(type, value as unknown[]);
  });
  return { name, text: sql, values };
}

function remember(sql: string): Prepared {
  const statement = { name: hash('sha256', sql, 'hex').slice(0, 32), arrays: arraysOf(sql) };
  statements.set(sql, statement);
  return statement;
}
