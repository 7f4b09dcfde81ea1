import type { CalendarDate, LoanId } from '@mora/kernel';
import { oldestUnpaid } from './allocation.js';
import type { Facts } from './facts.js';
import { type Days, paidBy, type Position, positionOn, toleranceOf } from './position.js';
import { type ProductRules, reachesOn } from './product-rules.js';

/** One stretch of being overdue, from its first day to its cure. */
export type Episode = Readonly<{
  id: string;
  /** The first delinquent day, by the facts; not the day on which it was found out. */
  startedOn: CalendarDate;
  ordinal: number;
  /** The loan came over already overdue: nobody is dunned for the past. */
  cutOver: boolean;
  /** The loan was never overdue before, as far as Mora knows. */
  first: boolean;
}>;

/** What was told of a loan's episodes. `cured` counts those that really were; a corrected one never was. */
export type Episodes = Readonly<{ open: Episode | null; last: Episode | null; cured: number }>;

export const NO_EPISODES: Episodes = { open: null, last: null, cured: 0 };

/**
 * The episode in which a delinquent loan now is. An open one goes on, unless facts about past days show that it was
 * cured in between. One that facts show was never cured is resumed under its own id.
 */
export function episodeNow(
  loanId: LoanId,
  { open, last, cured }: Episodes,
  facts: Facts,
  rules: ProductRules,
  days: Days,
  position: Position,
  aboutThePast: boolean,
): Episode | null {
  if (position.delinquentDays === 0 || position.oldestUnpaidOn === null) return null;
  if (open !== null && !aboutThePast) return open;
  const since = delinquentSince(facts, rules, days, position.oldestUnpaidOn);
  if (open !== null && (since <= open.startedOn || open.cutOver)) return open;
  if (open === null && last !== null && since <= last.startedOn) return last;
  const history = facts.registration?.history ?? null;
  const cutOver = history !== null && last === null && since <= history.asOf;
  const startedOn = cutOver ? (history.firstOverdueOn ?? since) : since;
  const before = last?.ordinal ?? (cutOver ? Math.max(0, history.episodes - 1) : (history?.episodes ?? 0));
  const first = open === null && cured === 0 && before - (last?.ordinal ?? 0) === 0;
  return { id: `${loanId}:${startedOn}:${before + 1}`, startedOn, ordinal: before + 1, cutOver, first };
}

/**
 * The first day of the delinquency that has not been interrupted since, by value dates. Between two payments a loan
 * only gets later, so it is enough to look at the days on which money counted.
 */
export function delinquentSince(
  facts: Facts,
  rules: ProductRules,
  days: Days,
  oldestUnpaidOn: CalendarDate,
): CalendarDate {
  const bySnapshot = facts.schedule === null;
  const paidOn = bySnapshot ? [] : facts.payments.filter((p) => p.valueDate <= days.agedTo).map((p) => p.valueDate);
  for (const day of paidOn.toReversed()) {
    const then = positionOn(facts, rules, { agedTo: day, knownTo: day });
    if (then.delinquentDays === 0) return startAfter(facts, rules, day, oldestUnpaidOn);
  }
  return bySnapshot ? startFrom(facts, rules, oldestUnpaidOn) : startAfter(facts, rules, null, oldestUnpaidOn);
}

/** The day on which the oldest debt left open by the money of that day became delinquent. */
function startAfter(facts: Facts, rules: ProductRules, day: CalendarDate | null, otherwise: CalendarDate) {
  const folded = { minor: facts.folded?.minor ?? 0, portions: facts.folded?.portions ?? null };
  const paid = day === null ? folded : paidBy(facts, rules, day);
  const dueOn = facts.dues.on[oldestUnpaid(facts.dues, paid, toleranceOf(facts, rules))] ?? otherwise;
  return startFrom(facts, rules, dueOn);
}

const startFrom = (facts: Facts, rules: ProductRules, dueOn: CalendarDate): CalendarDate =>
  reachesOn(rules, facts.pauses, dueOn, 1) ?? dueOn;
