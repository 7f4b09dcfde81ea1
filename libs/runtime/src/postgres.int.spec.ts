import { useDatabase } from '@mora/testing';
import { inTransaction } from './postgres.js';

const db = useDatabase();

it('a server that dies between two statements of a transaction fails the transaction, not the process', async () => {
  const cut = inTransaction(db.pool, async (tx) => {
    const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.pool.query('select pg_terminate_backend($1)', [own?.pid]);
    await gone(own?.pid);
    await new Promise((resolve) => setImmediate(resolve)); // the connection hears of its end while nobody asks anything
    await tx.query('select 1');
  });
  await expect(cut).rejects.toThrow();
  expect(await db.lines('select 1')).toEqual(['1']);
});

async function gone(pid: number | undefined): Promise<void> {
  while ((await db.lines('select 1 from pg_stat_activity where pid = $1', [pid])).length > 0);
}
