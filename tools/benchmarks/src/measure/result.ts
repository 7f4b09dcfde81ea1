/** One line of the table. A goal of null is a figure without one. */
export type Result = Readonly<{ line: string; measured: string; goal: string | null; ok: boolean | null }>;

/** A share of a ceiling, of which more is better. */
export const atLeast = (line: string, value: number, goal: number, detail: string): Result => ({
  line,
  measured: `${shown(value)} (${detail})`,
  goal: `>= ${goal}`,
  ok: value >= goal,
});

export const atMost = (line: string, value: number, goal: number, unit: string, detail: string): Result => ({
  line,
  measured: `${shown(value)}${unit} (${detail})`,
  goal: `<= ${goal}${unit}`,
  ok: value <= goal,
});

export const skipped = (line: string, because: string): Result => ({
  line,
  measured: `not measured: ${because}`,
  goal: null,
  ok: null,
});

const shown = (value: number): string => (value >= 20 ? value.toFixed(0) : value.toFixed(2));

export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;

/** The table that ends a run: line, measured, goal, ok or miss. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ line, measured, goal, ok }) => [line, measured, goal ?? '-', word(ok)]);
  const all = [['line', 'measured', 'goal', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const word = (ok: boolean | null): string => (ok === null ? '' : ok ? 'ok' : 'miss');
