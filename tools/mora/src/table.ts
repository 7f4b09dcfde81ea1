export type Column = Readonly<{ title: string; right?: boolean }>;

/** Rows as a table of plain text: readable on a screen, in a log and in a mail. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, n) => Math.max(title.length, ...rows.map((row) => (row[n] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, n) => (columns[n]?.right ? cell.padStart(widths[n] ?? 0) : cell.padEnd(widths[n] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}

/** A whole number with its thousands apart. */
export const grouped = (number: number | bigint): string => number.toLocaleString('en-US');
