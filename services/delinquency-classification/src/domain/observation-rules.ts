import { addMonths, type CalendarDate, invariant, latest } from '@mora/kernel';
import type { Facts } from './facts.js';
import { type Ladder, nameOf, worseOf } from './ladder.js';

/** A stretch of normal payment: so many payment periods and so many months, whichever is longer. */
type Stretch = Readonly<{ minPeriods: number; minMonths: number }>;

/** How long a restructured loan is watched, and which class it has at least meanwhile. */
export type ObservationRules = Readonly<
  Stretch & {
    id: string;
    version: number;
    effectiveFrom: CalendarDate;
    source: string;
    /** The class scheme it is for. */
    scheme: string;
    floor: string;
    /** At least this, where the loan was restructured again while it was watched. */
    secondInside: string;
    /** This class and worse ones are bad: out of them leads only a clean stretch. */
    badFrom: string;
    rise: Stretch;
    goldenCases: Readonly<{
      ends: readonly Readonly<{ from: CalendarDate; dueOn: readonly CalendarDate[]; earliestEndOn: CalendarDate }>[];
      rises: readonly Readonly<{ clean: CalendarDate; dueOn: readonly CalendarDate[]; longestOn: CalendarDate }>[];
      floors: readonly Readonly<{ second: boolean; held: string | null; atLeast: string }>[];
    }>;
  }
>;

/**
 * The last day of such a stretch: the later of so many months after `from` and of the so-manieth due date from `from`
 * on. Where fewer dues are left, the months alone decide. The due dates are sorted.
 */
export function lastOf(
  { minPeriods, minMonths }: Stretch,
  from: CalendarDate,
  dueOn: readonly CalendarDate[],
): CalendarDate {
  const byMonths = addMonths(from, minMonths);
  let seen = 0;
  let before: CalendarDate | null = null;
  for (const due of dueOn) {
    if (due < from || due === before) continue;
    before = due;
    seen += 1;
    if (seen === minPeriods) return latest(byMonths, due);
  }
  return byMonths;
}

/** The payment dates of the contract: a fee that falls due is no payment period. */
export const paymentDates = ({ charges, dues, schedule }: Facts): readonly CalendarDate[] =>
  charges.length === 0 ? dues.on : (schedule?.instalments ?? []).map(({ dueOn }) => dueOn);

export const isBad = ({ badFrom }: ObservationRules, scheme: Ladder, name: string): boolean =>
  worseOf(scheme, badFrom, name) === name;

/** The class that a watched loan has at least; `held` is a bad class that it may not leave yet. */
export const floorName = (
  { floor, secondInside }: ObservationRules,
  scheme: Ladder,
  second: boolean,
  held: string | null,
): string => worseOf(scheme, second ? secondInside : floor, held);

/** Rules that name a class which their scheme does not have, or fail their golden cases, do not start. */
export function proveObservation(rules: ObservationRules, schemes: readonly Ladder[]): void {
  const name = nameOf(rules);
  for (const scheme of schemes.filter(({ id }) => id === rules.scheme)) {
    for (const step of [rules.floor, rules.secondInside, rules.badFrom]) {
      invariant(
        scheme.steps.some((s) => s.name === step),
        `${nameOf(scheme)} has the class ${step} of ${name}`,
      );
    }
    for (const { second, held, atLeast } of rules.goldenCases.floors) {
      invariant(
        floorName(rules, scheme, second, held) === atLeast,
        `${name} is wrong about ${held ?? 'no'} class held`,
      );
    }
  }
  for (const { from, dueOn, earliestEndOn } of rules.goldenCases.ends) {
    invariant(lastOf(rules, from, dueOn) === earliestEndOn, `${name} is wrong from ${from}`);
  }
  for (const { clean, dueOn, longestOn } of rules.goldenCases.rises) {
    invariant(lastOf(rules.rise, clean, dueOn) === longestOn, `${name} is wrong about a rise from ${clean}`);
  }
}
