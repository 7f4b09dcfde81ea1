import { print } from './output.js';
import { table } from './table.js';

export type Json = Readonly<Record<string, unknown>>;

/** Rows as they come, their fields as columns. */
export function showRows(rows: readonly Json[], what: string): void {
  if (rows.length === 0) return print(`No ${what}.`);
  const columns = Object.keys(rows[0] as Json);
  print(
    table(
      columns.map((title) => ({ title })),
      rows.map((row) => columns.map((name) => textOf(row[name]))),
    ),
  );
  print(`\n${rows.length} ${what}.`);
}

export function showOne(one: Json): void {
  const width = Math.max(...Object.keys(one).map((name) => name.length));
  for (const [name, value] of Object.entries(one)) print(`${name.padEnd(width)}  ${textOf(value)}`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
