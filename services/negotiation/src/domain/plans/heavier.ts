import { total } from '../menu/amounts.js';
import type { Instalment } from '../words.js';

/**
 * Whether rows ask more of the borrower than those that were agreed: a larger instalment, or more by any day. What is no
 * heavier was priced, approved, shown and found affordable with the agreed rows; anything else must be offered anew.
 */
export function isHeavier(rows: readonly Instalment[], agreed: readonly Instalment[]): boolean {
  const largest = (all: readonly Instalment[]): number => Math.max(0, ...all.map(total));
  const owedBy = (all: readonly Instalment[], day: string): number =>
    all.filter(({ dueOn }) => dueOn <= day).reduce((sum, row) => sum + total(row), 0);
  return largest(rows) > largest(agreed) || rows.some(({ dueOn }) => owedBy(rows, dueOn) > owedBy(agreed, dueOn));
}
