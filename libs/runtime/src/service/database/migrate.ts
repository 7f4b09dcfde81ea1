import { DataSource, type MigrationInterface } from 'typeorm';
import { openPool } from '../../postgres.js';
import type { Log } from '../log/log.js';
import { TypeOrmLog } from './typeorm-log.js';

export type Migration = new () => MigrationInterface;

/** "mora" in ASCII: the advisory lock of whoever changes tables. Locks of this kind are per database. */
const LOCK = 0x6d6f7261;

/**
 * Brings the tables up to date, each migration in a transaction of its own. Several processes may start at once:
 * one migrates, the others wait and then find nothing to do. Needs a connection of its own, not a pooler's.
 */
export async function migrate(url: string, migrations: readonly Migration[], log: Log): Promise<void> {
  const pool = openPool({ url, max: 1, name: 'mora-migrate' });
  try {
    const lock = await pool.connect();
    try {
      await lock.query('select pg_advisory_lock($1)', [LOCK]);
      await runPending(url, migrations, log);
    } finally {
      lock.release(true); // closing the connection gives the lock back, whatever happened
    }
  } finally {
    await pool.end();
  }
}

async function runPending(url: string, migrations: readonly Migration[], log: Log): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    poolSize: 1,
    logger: new TypeOrmLog(log),
  });
  await source.initialize();
  try {
    const done = await source.runMigrations({ transaction: 'each' });
    for (const { name } of done) log.info('a migration was run', { migration: name });
  } finally {
    await source.destroy();
  }
}
