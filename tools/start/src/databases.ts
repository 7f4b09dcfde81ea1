import type pg from 'pg';
import { openPool } from '@mora/runtime';

/** One database, and the role that owns it and sees no other. */
export type Database = Readonly<{ name: string; url: string }>;

/** Makes the databases that are not there, each with a role of its own. Names are ours, never anybody's input. */
export async function makeDatabases<N extends string>(
  serverUrl: string,
  names: readonly N[],
): Promise<Readonly<Record<N, Database>>> {
  const server = openPool({ url: serverUrl, max: 1, name: 'mora-start' });
  try {
    const made: Partial<Record<N, Database>> = {};
    for (const name of names) made[name] = await makeDatabase(server, serverUrl, name);
    return made as Record<N, Database>;
  } finally {
    await server.end();
  }
}

/** The password is no secret: the server listens to this machine alone, and holds a simulated bank. */
async function makeDatabase(server: pg.Pool, serverUrl: string, name: string): Promise<Database> {
  const role = name.replaceAll('-', '_');
  if (!(await exists(server, `select 1 from pg_roles where rolname = $1`, role))) {
    await server.query(`create role ${role} login password '${role}'`);
  }
  if (!(await exists(server, `select 1 from pg_database where datname = $1`, role))) {
    await server.query(`create database ${role} owner ${role}`);
    await server.query(`revoke connect on database ${role} from public`);
  }
  return {
    name,
    url: Object.assign(new URL(serverUrl), { username: role, password: role, pathname: `/${role}` }).href,
  };
}

const exists = async (server: pg.Pool, sql: string, name: string): Promise<boolean> =>
  (await server.query(sql, [name])).rows.length > 0;
