import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { startPostgres } from '@mora/postgres';
import { Log, type Migration, migrate, openPool, runtimeMigrations } from '@mora/runtime';

/** As a bank would run it, as far as one machine can: nothing is acknowledged that is not on the disk. */
const DURABLE = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'shared_buffers=1GB',
  'max_wal_size=4GB',
  'checkpoint_timeout=30min',
  'max_connections=200',
];

export type DatabaseServer = Readonly<{
  /** Makes a database: with the tables of a service where its migrations are given, else empty. */
  create: (name: string, migrations: readonly Migration[] | null) => Promise<void>;
  /** Makes a copy of a database that nobody is connected to. */
  copy: (from: string, to: string) => Promise<void>;
  drop: (name: string) => Promise<void>;
  url: (name: string) => string;
  /** Runs the work on connections to one database, and closes them. */
  using: <T>(name: string, work: (pool: pg.Pool) => Promise<T>) => Promise<T>;
  stop: () => Promise<void>;
}>;

/** A PostgreSQL of our own in a temporary folder. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-bench-postgres-'));
  const server = await startPostgres(folder, DURABLE);
  const url = (name: string): string => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  const admin = openPool({ url: server.url, max: 1, name: 'benchmarks' });
  const log = new Log({ service: 'benchmarks', level: 'error' });
  return {
    url,
    create: async (name, migrations) => {
      await admin.query(`create database ${name}`);
      if (migrations !== null) await migrate(url(name), [...runtimeMigrations, ...migrations], log);
    },
    copy: async (from, to) => void (await admin.query(`create database ${to} template ${from}`)),
    drop: async (name) => void (await admin.query(`drop database if exists ${name} with (force)`)),
    using: async (name, work) => {
      const pool = openPool({ url: url(name), max: 4, name: 'benchmarks' });
      try {
        return await work(pool);
      } finally {
        await pool.end();
      }
    },
    stop: async () => {
      await admin.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
