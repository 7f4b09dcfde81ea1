import { startPostgres } from '@mora/postgres';
import pg from 'pg';
const [folder, db, ...sqls] = process.argv.slice(2);
const p = await startPostgres(`${folder}/postgres`);
const c = new pg.Client(Object.assign(new URL(p.url), { pathname: `/${db}` }).href);
await c.connect();
for (const sql of sqls) { console.log('>', sql); console.table((await c.query(sql)).rows.slice(0, 40)); }
await c.end(); await p.stop(); process.exit(0);
