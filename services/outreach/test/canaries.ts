import type { useDatabase } from '@mora/testing';
import type { Canary } from './people.js';

/** The personal values that a text holds: as they are, and in every form in which bytes or text are written down. */
export function canariesIn(text: string, people: readonly Canary[]): readonly string[] {
  const lower = text.toLowerCase();
  return people.flatMap(({ party, name, mobile, email, address }) =>
    Object.entries({ name, mobile, national: mobile.slice(3), email, address })
      .filter(([, value]) => formsOf(value).some((form) => lower.includes(form.toLowerCase())))
      .map(([field]) => `${party} ${field}`),
  );
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const escaped = JSON.stringify(value).slice(1, -1);
  const ascii = [...value].map((c) => (c > '~' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');
  return [value, escaped, ascii, encodeURIComponent(value), bytes.toString('hex'), ...base64Of(bytes)];
}

/** Base64 of a value that may begin at any byte of what is encoded: the characters that do not depend on its neighbours. */
const base64Of = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    return text.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
  });

/** Every row of every table, the bus among them, as text; bytes stand there in hex. */
export async function everythingIn(db: ReturnType<typeof useDatabase>): Promise<string> {
  const tables = await db.lines(
    `select format('%I.%I', schemaname, tablename) from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const dumps = await Promise.all(tables.map((table) => db.lines(`select row_to_json(t)::text from ${table} t`)));
  return dumps.flat().join('\n');
}
