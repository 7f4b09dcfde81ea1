import type { CalendarDate } from '@mora/kernel';
import type { Overdue } from './amounts.js';
import type { Floor } from './floor.js';
import type { Facts, LoanStatus } from './facts.js';
import { type Ladder, stepFor, worseOf } from './ladder.js';
import type { InForce } from './policies.js';
import type { Position } from './position.js';

/** What is concluded of a loan: everything that is announced, queried or kept as history, but no day count. */
export type Judgement = Readonly<{
  status: LoanStatus;
  /** An episode is open. */
  delinquent: boolean;
  oldestUnpaidOn: CalendarDate | null;
  overdue: Overdue;
  /** By bucket table, and by class scheme. */
  buckets: Readonly<Record<string, string>>;
  classes: Readonly<Record<string, string>>;
}>;

/** The days that a ladder looks at. A loan without an episode stands on the first step of every ladder. */
export function daysFor(ladder: Ladder, position: Position): number {
  if (position.delinquentDays === 0) return 0;
  return ladder.counts === 'past-due-days' ? position.daysPastDue : position.delinquentDays;
}

/**
 * `atLeast`: a class that the loan brought with it, which days alone do not better (it came over overdue).
 * `floor`: the least class of a restructured loan that is watched, late or not.
 */
export function judge(
  position: Position,
  inForce: InForce,
  atLeast: string | null,
  floor: Floor | null = null,
): Judgement {
  const buckets: Record<string, string> = {};
  const classes: Record<string, string> = {};
  const delinquent = position.delinquentDays > 0;
  for (const table of inForce.tables) buckets[table.id] = stepFor(table, daysFor(table, position)).name;
  for (const scheme of inForce.schemes) {
    const byDays = stepFor(scheme, daysFor(scheme, position)).name;
    const found = delinquent ? worseOf(scheme, byDays, atLeast) : byDays;
    classes[scheme.id] = floor === null ? found : worseOf(scheme, found, leastIn(scheme, floor, position));
  }
  const { status, oldestUnpaidOn, overdue } = position;
  return { status, delinquent, oldestUnpaidOn, overdue, buckets, classes };
}

/** A loan that was paid or written off has left the watch with its contract. */
const leastIn = ({ id }: Ladder, floor: Floor, { status }: Position): string | null =>
  floor.scheme === id && status === 'active' ? floor.name : null;

/** The class that a portfolio already overdue was handed over with. */
export const broughtAlong = (facts: Facts, cutOver: boolean): string | null =>
  cutOver ? (facts.registration?.history?.class ?? null) : null;

export function sameJudgement(a: Judgement, b: Judgement): boolean {
  return (
    a.delinquent === b.delinquent &&
    a.oldestUnpaidOn === b.oldestUnpaidOn &&
    a.status === b.status &&
    sameAmounts(a.overdue, b.overdue) &&
    sameSteps(a.buckets, b.buckets) &&
    sameSteps(a.classes, b.classes)
  );
}

const sameAmounts = (a: Overdue, b: Overdue): boolean =>
  a.total === b.total &&
  a.principal === b.principal &&
  a.interest === b.interest &&
  a.fee === b.fee &&
  a.penalty === b.penalty;

function sameSteps(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  for (const id in a) if (a[id] !== b[id]) return false;
  for (const id in b) if (!(id in a)) return false;
  return true;
}
