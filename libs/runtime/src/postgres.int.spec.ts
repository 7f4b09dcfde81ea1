import { useDatabase } from '@mora/testing';
import { ensureLanes, lockLanes } from './lanes/lane-row.js';
import { runtimeMigrations } from './migrations.js';
import { inTransaction, openPool, together, type Tx } from './postgres.js';
import { isWeather } from './weather.js';

const db = useDatabase({ migrations: runtimeMigrations });

it('a process that is stopped in the middle of a transaction does not keep its lane from all others', async () => {
  await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', 1));
  const stopped = openPool({ url: db.url, name: 'stopped', silenceMs: 200 });
  let locked = (): void => undefined;
  const holdsIt = new Promise<void>((resolve) => (locked = resolve));
  let wake = (): void => undefined;
  const sleeping = new Promise<void>((resolve) => (wake = resolve));
  const zombie = inTransaction(stopped, async (tx) => {
    await lockLanes(tx, 'loan', [0]);
    locked();
    await sleeping;
    await tx.query(`update lane set open_day = '2026-03-01'`);
  }).then(null, (error: unknown) => error);
  await holdsIt;
  await inTransaction(db.pool, (tx) => lockLanes(tx, 'loan', [0])); // waits for the server to end the silent one
  wake();
  expect(isWeather(await zombie)).toBe(true);
  expect(await db.lines(`select open_day from lane`)).toEqual(['-']);
  await stopped.end();
});

it('a transaction that has not begun writes nothing, though its first statements are sent ahead of the answer', async () => {
  const pool = openPool({ url: db.url, name: 'unbegun', max: 1 });
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (text: unknown) => Promise<unknown>;
    client.query = ((text: unknown) => query(text === 'begin' ? 'begin nothing' : text)) as typeof client.query;
  });
  const work = inTransaction(pool, (tx) =>
    together([
      tx.query(`select 1 from lane where space = $1`, ['loan']),
      tx.query(`insert into lane (space, partition) values ($1, $2)`, ['loan', 7]),
      tx.query(`select 2 from lane where space = $1`, ['loan']),
    ]),
  );
  await expect(work).rejects.toThrow('syntax error');
  expect(await db.lines(`select partition from lane where partition = 7`)).toEqual([]);
  await pool.end();
});

it('a transaction of which a statement has failed is not committed, though nobody has heard of it', async () => {
  const work = inTransaction(db.pool, async (tx) => {
    await tx.query(`insert into lane (space, partition) values ($1, $2)`, ['loan', 8]);
    await tx.query(`select 1 / $1::int`, [0]).catch(() => undefined);
  });
  await expect(work).rejects.toThrow('division by zero');
  expect(await db.lines(`select partition from lane where partition = 8`)).toEqual([]);
});

it.each([
  ['committed', () => Promise.resolve()],
  ['rolled back', () => Promise.reject(new Error('no'))],
])('nothing is written in the name of a transaction that is %s', async (_how, end) => {
  let late: Promise<unknown> = Promise.resolve();
  const work = inTransaction(db.pool, async (tx) => {
    const step = async (): Promise<unknown> => {
      for (let n = 0; n < 5; n += 1) await tx.query(`select $1::int`, [n]);
      return tx.query(`insert into lane (space, partition) values ($1, $2)`, ['loan', 9]);
    };
    late = step().catch((error: unknown) => error);
    await end();
  });
  await Promise.allSettled([work]);
  expect(await late).toBeInstanceOf(Error);
  expect(await db.lines(`select partition from lane where partition = 9`)).toEqual([]);
});

describe('what was sent behind a statement that fails', () => {
  const fails = (tx: Tx) => tx.query(`select 1 / $1::int`, [0]);
  const behind = (tx: Tx) => tx.query(`select 2 where $1`, [true]);

  it('fails by that failure, whoever hears of it first', async () => {
    const work = inTransaction(db.pool, (tx) => together([together([fails(tx), behind(tx)]), behind(tx)]));
    await expect(work).rejects.toThrow('division by zero');
  });

  it('fails by its own where what came before it was never sent', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      await tx.query(`select 1 from unnest($1::int[])`, [['none']]).catch(() => undefined);
      await fails(tx);
    });
    await expect(work).rejects.toThrow('division by zero');
  });

  it('fails by its own where the one before it was undone', async () => {
    const work = inTransaction(db.pool, async (tx) => {
      await tx.query('savepoint before');
      await fails(tx).catch(() => tx.query('rollback to savepoint before'));
      await together([together([tx.query(`select $1::int`, ['none']), behind(tx)]), behind(tx)]);
    });
    await expect(work).rejects.toThrow('invalid input syntax');
  });
});
