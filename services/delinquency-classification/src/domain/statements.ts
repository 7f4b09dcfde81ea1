import type { Rank } from './facts.js';

/** The list with one more item in its place; the list is sorted, and mostly the new one is the last. */
export function placed<T>(sorted: readonly T[], item: T, compare: (a: T, b: T) => number): readonly T[] {
  let at = sorted.length;
  while (at > 0 && compare(sorted[at - 1] as T, item) > 0) at -= 1;
  return [...sorted.slice(0, at), item, ...sorted.slice(at)];
}

/**
 * The list with the statement in place of the one about the same thing, where it is the later of the two.
 * Null where it adds nothing; a contradiction where both are of the same rank and differ.
 */
export function supersede<T extends Rank>(
  list: readonly T[],
  statement: T,
  same: (known: T) => boolean,
): readonly T[] | 'contradiction' | null {
  const known = list.find(same);
  if (known === undefined) return [...list, statement];
  const order = compareRank(statement, known);
  if (order < 0) return null;
  if (order === 0) return equal(statement, known) ? null : 'contradiction';
  return [...list.filter((item) => item !== known), statement];
}

/** Which of two statements is the later one. */
export const compareRank = (a: Rank, b: Rank): number =>
  a.bookedOn === b.bookedOn ? a.sequence - b.sequence : a.bookedOn < b.bookedOn ? -1 : 1;

/** Statements are flat values, made by one door each, or of one level more. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys({ ...one, ...other }).every((key) => equal(one[key], other[key]));
}
