import { AMOUNTS, total } from '../menu/amounts.js';
import type { Amounts, Instalment, Minor } from '../words.js';

export type Match =
  Readonly<{ kind: 'same'; rows: readonly Instalment[] }> | Readonly<{ kind: 'differs'; reason: string }>;

/**
 * Whether a ledger has booked what it was asked for. Its schedule is whole: before the rows that were asked for stand
 * those that are paid, the last one cut to what was paid on it, so that they come to all money received before.
 */
export function matches(
  asked: readonly Instalment[],
  booked: readonly Instalment[],
  paidBefore: Minor,
  toleranceMinor: Minor,
): Match {
  const at = booked.length - asked.length;
  if (at < 0) return { kind: 'differs', reason: 'rows-missing' };
  const before = booked.slice(0, at).reduce((sum, row) => sum + total(row), 0);
  for (const [n, row] of asked.entries()) {
    const other = booked[at + n];
    const wrong = other === undefined ? 'missing' : differenceOf(row, other, toleranceMinor);
    if (wrong !== null) return { kind: 'differs', reason: `row-${row.number}-${wrong}` };
  }
  if (Math.abs(before - paidBefore) > toleranceMinor) return { kind: 'differs', reason: 'paid-before' };
  return { kind: 'same', rows: asked.map((row, n) => lower(row, booked[at + n])) };
}

const isOff = (a: Minor, b: Minor, tolerance: Minor): boolean => Math.abs(a - b) > tolerance;

function differenceOf(a: Instalment, b: Instalment, tolerance: Minor): 'date' | keyof Amounts | 'amount' | null {
  if (a.dueOn !== b.dueOn) return 'date';
  const component = AMOUNTS.find((name) => isOff(a[name], b[name], tolerance));
  return component ?? (isOff(total(a), total(b), tolerance) ? 'amount' : null);
}

/** Nobody pays more than was disclosed, and nobody who pays what the ledger wants is behind with a cent. */
const lower = (asked: Instalment, booked: Instalment | undefined): Instalment =>
  booked !== undefined && total(booked) < total(asked) ? { ...booked, number: asked.number } : asked;
