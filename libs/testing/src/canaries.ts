import type pg from 'pg';

/**
 * What every planted person's name, number, identity number, mail and address is marked by. Specs that need somebody take
 * their values from such people, so that one look over everything that was written finds whatever got out of the vault.
 */
export const MARKS = [
  '金丝雀',
  'Canary Q.',
  'Canaryville',
  'canary.bird',
  'canary.zhang',
  '13912345',
  '139 1234 5678',
  '110101199003078888',
] as const;

/** The one stream on which personal data stands as it is: the ledger's own. */
const PARTIES = 'ledger.parties.v1';

/** The marks that stand in a text: as they are, and in every form in which bytes or text are written down. */
export const marksIn = (text: string, marks: readonly string[] = MARKS): readonly string[] => {
  const lower = text.toLowerCase();
  return marks.filter((mark) => formsOf(mark).some((form) => lower.includes(form)));
};

const forms = new Map<string, readonly string[]>();

/** In small letters, as the text is looked through. */
function formsOf(value: string): readonly string[] {
  const known = forms.get(value);
  if (known !== undefined) return known;
  const bytes = Buffer.from(value);
  const escaped = JSON.stringify(value).slice(1, -1);
  const ascii = [...value].map((c) => (c > '~' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');
  const written = [value, escaped, ascii, encodeURIComponent(value), bytes.toString('hex'), ...base64Of(bytes)];
  const found = [...new Set(written.map((form) => form.toLowerCase()))];
  forms.set(value, found);
  return found;
}

/** Base64 of a value that may begin at any byte of what is encoded: the characters that do not depend on its neighbours. */
const base64Of = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/u, '');
    return text.slice(shift === 0 ? 0 : shift + 1, (bytes.length + shift) % 3 === 0 ? undefined : -1);
  });

/**
 * Where a mark stands in a database: every row of every table as text, bytes in hex; topics of the embedded bus, outbox,
 * what was held and dead letters are tables like the others. Of tables that a load test has filled the beginning alone.
 */
export async function marksInDatabase(pool: pg.Pool): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query(EVERY_ROW);
    const { rows } = await client.query<{ place: string; text: string }>(`select * from pg_temp.every_row($1)`, [
      PARTIES,
    ]);
    return rows.flatMap(({ place, text }) => marksIn(text).map((mark) => `${place}: ${mark}`));
  } finally {
    client.release();
  }
}

const EVERY_ROW = `
  create or replace function pg_temp.every_row(parties text) returns table (place text, text text)
  language plpgsql as $$
  declare
    t record;
    kept text;
  begin
    for t in select schemaname, tablename from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like 'pg\\_temp%'
    loop
      kept := case when t.schemaname = 'bus' and t.tablename = 'record'
        then format('where y.topic_id not in (select id from bus.topic where name = %L)', parties) else '' end;
      return query execute format('select %L, string_agg(row_to_json(x)::text, chr(10)) from (select * from %I.%I y %s limit 20000) x having count(*) > 0',
        t.schemaname || '.' || t.tablename, t.schemaname, t.tablename, kept);
    end loop;
  end $$`;
