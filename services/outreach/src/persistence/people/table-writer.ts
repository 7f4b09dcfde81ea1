import type { Tx } from '@mora/runtime';

/** How a value goes into an array of a statement, and what the statement makes of it. */
type Kind = 'text' | 'int' | 'bigint' | 'date' | 'boolean' | 'jsonb' | 'instant' | 'texts';
export type Column<R> = readonly [name: string, kind: Kind, of: (row: R) => unknown];

export type TableRows<R> = Readonly<{
  table: string;
  /** The first column is the key. */
  columns: readonly [Column<R>, ...Column<R>[]];
  /** What a later row of the same key changes; nothing where what is there stays. */
  changes: readonly string[];
}>;

/** Writes the rows of a chunk with one statement; of several with one key the last one stands. */
export function writerOf<R extends object>({ table, columns, changes }: TableRows<R>) {
  const [[key, , keyOf]] = columns;
  const sql = statement(table, key, columns, changes);
  return async (tx: Tx, rows: readonly R[]): Promise<void> => {
    if (rows.length === 0) return;
    const last = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
    await tx.query(
      sql,
      columns.map(([, kind, of]) => last.map((row) => sent(kind, of(row)))),
    );
  };
}

const sent = (kind: Kind, value: unknown): unknown =>
  (kind === 'jsonb' || kind === 'texts') && value !== null ? JSON.stringify(value) : value;

const ARRAYS: Readonly<Record<Kind, string>> = {
  text: 'text',
  int: 'int',
  bigint: 'bigint',
  date: 'date',
  boolean: 'boolean',
  jsonb: 'jsonb',
  instant: 'bigint',
  texts: 'jsonb',
};

function statement<R>(table: string, key: string, columns: readonly Column<R>[], changes: readonly string[]): string {
  const names = columns.map(([name]) => name);
  const taken = columns.map(([name, kind]) => made(name, kind)).join(', ');
  const arrays = columns.map(([, kind], n) => `$${n + 1}::${ARRAYS[kind]}[]`).join(', ');
  const set = changes.map((name) => `${name} = excluded.${name}`).join(', ');
  return `insert into ${table} (${names.join(', ')})
    select ${taken} from unnest(${arrays}) as r (${names.join(', ')})
    on conflict (${key}) do ${set === '' ? 'nothing' : `update set ${set}`}`;
}

function made(name: string, kind: Kind): string {
  if (kind === 'instant') return `to_timestamp(r.${name} / 1000.0)`;
  return kind === 'texts' ? `array(select jsonb_array_elements_text(r.${name}))` : `r.${name}`;
}
