import { addMonths, type CalendarDate } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { Minor } from '../words.js';
import type { CountedAmounts } from './cap.js';
import type { Growing } from './growing.js';
import type { ClaimCap, Stretch } from './maths.js';

type Period = Readonly<{ from: CalendarDate; to: CalendarDate }>;

/** The longest period of instalments that is looked at by its months. */
const MOST_MONTHS = 12;

/**
 * How much was asked for above the cap in single periods of instalments (M-24): months in which little was asked do not
 * make up for what was asked for the delay afterwards. A fee for the loan as a whole, due when it was paid out, counts
 * over the whole life alone; and a card has no such periods.
 */
export function excessByPeriods(
  cap: ClaimCap,
  ledger: LedgerPart,
  growing: Growing,
  stretches: readonly Stretch[],
  asOf: CalendarDate,
): Minor {
  return periodsOf(ledger, asOf).reduce((sum, period) => {
    const most = cap.mostIn(clipped(stretches, period), monthsIn(period));
    const asked = askedIn(ledger, growing, period, asOf);
    const counted = cap.counts.reduce((all, component) => all + asked[component], 0);
    return sum + (most === null ? 0 : Math.max(0, counted - most));
  }, 0);
}

function periodsOf({ schedule, disbursedOn }: LedgerPart, asOf: CalendarDate): readonly Period[] {
  if (schedule === null || disbursedOn === null || disbursedOn >= asOf) return [];
  const dues = schedule.instalments.map(({ dueOn }) => dueOn).filter((day) => day > disbursedOn && day < asOf);
  const days = [...new Set([disbursedOn, ...dues, asOf])].toSorted();
  return days.slice(1).map((to, at) => ({ from: days[at] ?? to, to }));
}

/** Null where it is not so many whole months. */
function monthsIn({ from, to }: Period): number | null {
  for (let months = 1; months <= MOST_MONTHS; months += 1) if (addMonths(from, months) === to) return months;
  return null;
}

const clipped = (stretches: readonly Stretch[], { from, to }: Period): readonly Stretch[] =>
  stretches
    .map((stretch) => ({
      ...stretch,
      from: stretch.from > from ? stretch.from : from,
      to: stretch.to < to ? stretch.to : to,
    }))
    .filter((stretch) => stretch.from < stretch.to);

/** What fell due in a period, paid or not, and what has grown in it. */
function askedIn(
  { schedule, charges }: LedgerPart,
  growing: Growing,
  { from, to }: Period,
  asOf: CalendarDate,
): CountedAmounts {
  const isIn = (dueOn: CalendarDate): boolean => from < dueOn && dueOn <= to && dueOn < asOf;
  const [before, after] = [growing.upTo(from), growing.upTo(to)];
  const asked = {
    interest: 0,
    fee: 0,
    penalty: after.penalty - before.penalty,
    compound: after.compound - before.compound,
  };
  for (const { dueOn, interest, fee, penalty } of schedule?.instalments ?? []) {
    if (!isIn(dueOn)) continue;
    asked.interest += interest;
    asked.fee += fee;
    asked.penalty += penalty;
  }
  for (const { component, minor, dueOn, bookedOn } of charges) {
    if (component !== 'principal' && bookedOn <= asOf && isIn(dueOn)) asked[component] += minor;
  }
  return asked;
}
