/** A row, or a record of a row, that was not taken. Names columns and fields, never a value. */
export type Rejection = Readonly<{ line: number; column: string; reason: string; message: string }>;

export const rejectionLine = ({ line, column, reason, message }: Rejection): string =>
  `line ${line}${column === '' ? '' : `, ${column}`}: ${message} (${reason})`;

/** Rejections by reason, the most frequent first. */
export function byReason(rejections: readonly Rejection[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { reason, column } of rejections) {
    const name = column === '' ? reason : `${reason} in ${column}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
