import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { marksInDatabase } from './canaries.js';
import { openPool } from '@mora/runtime';

type Migrations = MixedList<string | (new () => { up: unknown; down: unknown })>;

/**
 * A database of its own for a spec file, with the migrations run in it, and emptied before every spec. At the end of the
 * file nothing of a planted person may stand in it (`canaries.ts`); with `people`, at the end of every spec.
 * The server is the one of DATABASE_URL, which `npm test` starts and names.
 */
export function useDatabase({
  migrations = [],
  keep = false,
  people = false,
}: { migrations?: readonly unknown[]; keep?: boolean; people?: boolean } = {}) {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  let server: pg.Pool;
  let pool: pg.Pool;
  let url: string;
  const users: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const serverUrl = process.env['DATABASE_URL'];
    if (serverUrl === undefined) throw new Error('run specs by `npm test -- PATH`: it starts PostgreSQL for them');
    server = openPool({ url: serverUrl, max: 1, name: 'spec' });
    await server.query(`create database ${name}`);
    url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).toString();
    const db = new DataSource({ type: 'postgres', url, migrations: migrations as Migrations as never });
    await db.initialize();
    await db.runMigrations({ transaction: 'each' });
    await db.destroy();
    pool = openPool({ url, name: 'spec' });
  });

  beforeEach(async () => {
    if (keep) return;
    const { rows } = await pool.query<{ names: string | null }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as names from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'migrations'`,
    );
    if (rows[0]?.names) await pool.query(`truncate ${rows[0].names} restart identity cascade`);
  });

  const drop = async (): Promise<void> => {
    await pool?.end();
    await server?.query(`drop database if exists ${name} with (force)`);
    await server?.end();
  };

  const look = async (): Promise<void> => expect(await marksInDatabase(pool)).toEqual([]);
  if (people && !keep) afterEach(look);

  afterAll(async () => {
    for (const stop of users.splice(0).toReversed()) await stop();
    try {
      if (pool !== undefined) await look();
    } finally {
      await drop();
    }
  });

  return {
    get pool() {
      return pool;
    },
    get url() {
      return url;
    },
    /** What uses the database and must have stopped before it is dropped; the last named stops first. */
    stopFirst: (stop: () => Promise<unknown>): void => {
      users.push(stop);
    },
    /** The rows of a query as one line each, so that an expectation reads as a table. */
    lines: async (sql: string, params: readonly unknown[] = []): Promise<string[]> =>
      (await pool.query<unknown[]>({ text: sql, values: [...params], rowMode: 'array' })).rows.map((row) =>
        row.map((cell) => cell ?? '-').join(' '),
      ),
  };
}
