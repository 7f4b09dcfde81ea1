import { marksIn, type useDatabase } from '@mora/testing';
import type { Canary } from './people.js';

/** The personal values of these people that a text holds: as they are, and in every form in which they are written down. */
export function canariesIn(text: string, people: readonly Canary[]): readonly string[] {
  return people.flatMap(({ party, name, mobile, email, address }) => {
    const fields = Object.entries({ name, mobile, national: mobile.slice(3), email, address });
    const found = marksIn(
      text,
      fields.map(([, value]) => value),
    );
    return fields.filter(([, value]) => found.includes(value)).map(([field]) => `${party} ${field}`);
  });
}

/** Every row of every table, the bus among them, as text; bytes stand there in hex. */
export async function everythingIn(db: ReturnType<typeof useDatabase>): Promise<string> {
  const tables = await db.lines(
    `select format('%I.%I', schemaname, tablename) from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const dumps = await Promise.all(tables.map((table) => db.lines(`select row_to_json(t)::text from ${table} t`)));
  return dumps.flat().join('\n');
}
