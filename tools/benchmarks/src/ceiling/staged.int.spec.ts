import { useDatabase } from '@mora/testing';
import { inTransaction, openPool, type Tx } from '@mora/runtime';
import { recording } from './recorder.js';
import { stage } from './staged.js';

const database = useDatabase({ migrations: [] });

const TABLES = `create table counter (id text primary key, n int not null);
                create table said (position bigint generated always as identity, id text not null, of bytea)`;

async function chunk(tx: Tx, ids: readonly string[], announce: boolean): Promise<void> {
  await tx.query(`select n from counter where id = any($1::text[]) for update`, [ids]);
  await tx.query(
    `insert into counter (id, n) select id, 1 from unnest($1::text[]) as id
     on conflict (id) do update set n = counter.n + 1 returning id`,
    [ids],
  );
  const hashes = ids.map((id) => Buffer.from(id));
  const say = `insert into said (id, of) select * from unnest($1::text[], $2::bytea[])`;
  if (announce) await tx.query(say, [ids, hashes]);
  await tx.query(`select n from counter where id = any($1::text[]) for update`, [ids]);
}

const rows = async (url: string) => {
  const pool = openPool({ url, max: 1, name: 'spec' });
  const { rows: counted } = await pool.query(`select id, n from counter order by id`);
  const { rows: said } = await pool.query(`select id, of from said order by position`);
  await pool.end();
  return { counted, said };
};

it('what is run inside the server over staged rows is what the client sent, in its order', async () => {
  const pool = openPool({ url: database.url, max: 2, name: 'spec' });
  await pool.query(TABLES);
  const { pool: recorded, transactions } = recording(pool);
  for (const [ids, announce] of [
    [['a', 'b'], true],
    [['b', 'c'], false],
    [['a "quoted" one'], true],
  ] as const) {
    await inTransaction(recorded, (tx) => chunk(tx, ids, announce));
  }
  expect(transactions.map((sent) => sent.length)).toEqual([4, 3, 4]);
  const byClient = await rows(database.url);

  await pool.query('truncate counter, said');
  await stage(pool, transactions);
  await pool.query('call run_staged()');
  await pool.end();

  expect(byClient.counted).toHaveLength(4);
  expect(await rows(database.url)).toEqual(byClient);
});
