import { addDays, addMonths, type CalendarDate, latest } from '@mora/kernel';
import { LISTING_LIMITS, type ListingRules } from '../menu/listing-rules.js';
import type { ForbearanceRules } from '../menu/rules.js';
import type { Plan } from './types.js';

/** A plan as far as it says whether its loan is listed as overdue: what falls due, and when that was paid. */
export type Performed = Readonly<{
  activeFrom: CalendarDate;
  /** Whether its interest is no lower than before. */
  keepsRate: boolean;
  rows: readonly Readonly<{ dueOn: CalendarDate; paidOn: CalendarDate | null }>[];
}>;

export type Listing = Readonly<{
  listed: boolean;
  /** The day from which it is so. */
  since: CalendarDate;
  /** The first day on which it may be of the first class. */
  classOneFrom: CalendarDate;
}>;

type Walk = Readonly<{
  listed: boolean;
  since: CalendarDate;
  /** Since when it has been performed without a gap; null while something of it is open. */
  performedSince: CalendarDate | null;
}>;

/**
 * Whether a loan whose instalments were agreed is listed as overdue at the close of a day: no more once the agreement
 * has been performed for some months at a rate no lower than before, and again once an instalment is late for longer
 * than others. What is paid late, though not so late, begins the months anew as long as it is listed. Source: the rules
 * on non-performing loans of Taiwan, articles 4 and 7, in `limits` of the policy.
 */
export function listingOf(plan: Performed, on: CalendarDate, rules: ListingRules): Listing {
  const start: Walk = { listed: true, since: plan.activeFrom, performedSince: plan.activeFrom };
  const due = plan.rows.filter(({ dueOn }) => dueOn <= on);
  const walked = due.reduce<Walk>((walk, row) => behind(unlisted(walk, row.dueOn, plan, rules), row, on, rules), start);
  const { listed, since } = unlisted(walked, addDays(on, 1), plan, rules);
  return { listed, since, classOneFrom: addMonths(plan.activeFrom, rules.noClassOneMonths) };
}

/** What has been performed for long enough before a day is off the list. */
function unlisted(walk: Walk, before: CalendarDate, { keepsRate }: Performed, rules: ListingRules): Walk {
  const { listed, performedSince } = walk;
  if (!listed || performedSince === null || !keepsRate) return walk;
  const since = addMonths(performedSince, rules.performedMonths);
  return since < before ? { ...walk, listed: false, since } : walk;
}

function behind(walk: Walk, row: Performed['rows'][number], on: CalendarDate, rules: ListingRules): Walk {
  const paidOn = row.paidOn !== null && row.paidOn <= on ? row.paidOn : null;
  if (paidOn !== null && paidOn <= row.dueOn) return walk;
  const last = addMonths(row.dueOn, rules.listedAgainMonths);
  const performedSince = paidOn === null || walk.performedSince === null ? null : latest(paidOn, walk.performedSince);
  if (walk.listed) return { ...walk, performedSince };
  const isAgain = on > last && (paidOn === null || paidOn > last);
  return isAgain ? { listed: true, since: addDays(last, 1), performedSince } : walk;
}

/**
 * Of a plan of a kind for which the law says so; null for others, for one that was never in force, and for one that has
 * ended so long ago that what was paid of it is kept no more.
 */
export function listingFor(
  { kinds, activeFrom, acceptedOn, restructure, rows: kept }: Plan,
  rows: Performed['rows'],
  on: CalendarDate,
  forbearance: readonly ForbearanceRules[],
): Listing | null {
  const rules = rulesOf(kinds, acceptedOn, forbearance);
  if (rules === null || activeFrom === null || kept.length === 0) return null;
  const keepsRate = !(restructure?.forms ?? []).some((form) => form === 'rate-cut' || form === 'amount-reduced');
  return listingOf({ activeFrom, keepsRate, rows }, on, rules);
}

/** Those in force on the day of the agreement. */
function rulesOf(kinds: Plan['kinds'], on: CalendarDate, all: readonly ForbearanceRules[]): ListingRules | null {
  for (const { effectiveFrom, kinds: rules } of all.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))) {
    if (effectiveFrom > on) continue;
    const limits = kinds.map((kind) => rules[kind].limits).find((one) => LISTING_LIMITS.every((name) => name in one));
    if (limits !== undefined) return limits as ListingRules;
  }
  return null;
}
