import { addDays, type CalendarDate } from '@mora/kernel';
import type { Minor } from '../words.js';
import type { Left } from './allocate.js';
import { doubledUpTo, dueBy, isAllDueBy, type Laid, laidUnder, runningUpTo, type Under } from './laid.js';
import type { Enforcement, EnforcementPart } from './types.js';

/** All rounds of one title: what one of them has brought is owed in none of the others. */
export const roundsOf = ({ rounds }: EnforcementPart, judgmentId: string): readonly Enforcement[] =>
  rounds.filter((round) => round.judgmentId === judgmentId);

/** What enforcing a title has cost, as far as somebody has told. */
export const expensesOf = (rounds: readonly Enforcement[]): Minor =>
  rounds.reduce((all, { recoveries }) => all + recoveries.reduce((sum, { expense }) => sum + expense, 0), 0);

/** What is owed under a title on a day; null where the rate of a day of delay is not known. */
export function leftOf(under: Under, on: CalendarDate): Left | null {
  const laid = laidUnder(under);
  return laid === null ? null : leftBehind(under, laid, on);
}

function leftBehind(under: Under, laid: readonly Laid[], on: CalendarDate): Left | null {
  const { title, rounds } = under;
  const grown = doubledUpTo(under, laid, on);
  if (grown === null) return null;
  const sum = (of: keyof Left): Minor => laid.reduce((all, one) => all + one[of], 0);
  return {
    costs: title.costs + expensesOf(rounds) - sum('costs'),
    judgment: title.amount + title.general + runningUpTo(title, laid, on) - sum('judgment'),
    doubled: Math.max(0, grown - sum('doubled')),
  };
}

/** What of it a court can be asked for: nothing before the last day of a part is over, then what is due by then. */
export function dueOf(under: Under, on: CalendarDate): Left | null {
  const laid = laidUnder(under);
  const left = laid === null ? null : leftBehind(under, laid, on);
  if (laid === null || left === null) return null;
  const { title } = under;
  if (title.parts.every(({ performBy }) => performBy > on)) return NOTHING;
  const runs = isAllDueBy(title, on) ? 0 : runningUpTo(title, laid, on);
  const toCome = title.amount + title.general + runs - dueBy(title, on);
  return { ...left, judgment: Math.max(0, left.judgment - toCome) };
}

const NOTHING: Left = { costs: 0, judgment: 0, doubled: 0 };

export const sumLeft = ({ costs, judgment, doubled }: Left): Minor => costs + judgment + doubled;

/**
 * Whether nothing is due under a title on a day. What nobody has found in the ledger yet counts, but not twice: as long
 * as a recovery has no payment, one that has come since may be the same money.
 */
export function isPaidUp(under: Under, withinDays: number, on: CalendarDate): boolean {
  const isNothing = (what: Under): boolean => {
    const due = dueOf(what, on);
    return due !== null && sumLeft(due) === 0;
  };
  const unmet = under.rounds.flatMap(({ recoveries }) => recoveries.filter(({ paymentId }) => paymentId === null));
  const first = unmet.map((one) => one.on).toSorted()[0];
  if (first === undefined) return isNothing(under);
  const since = addDays(first, -withinDays);
  return isNothing(withoutUnmet(under)) || isNothing(withoutPayments(under, since));
}

/** What a settlement was performed by is the debtor's own money, whenever it came. */
function withoutPayments(under: Under, since: CalendarDate): Under {
  const own = new Set(under.rounds.flatMap(({ performed }) => performed));
  return { ...under, payments: under.payments.filter(({ id, valueDate }) => valueDate < since || own.has(id)) };
}

const withoutUnmet = (under: Under): Under => ({
  ...under,
  rounds: under.rounds.map((round) => ({
    ...round,
    recoveries: round.recoveries.map((one) => (one.paymentId === null ? { ...one, minor: 0 } : one)),
  })),
});

/** The last day for which everything is known. */
export const closedDay = (openDay: CalendarDate): CalendarDate => addDays(openDay, -1);
