import { type CalendarDate, invariant } from '@mora/kernel';
import { daysBetween } from './dates.js';

/** One step of a bucket table or of a class scheme: from the step below it up to and with so many days. */
export type Step = Readonly<{ name: string; upToDays: number | null }>; // null: the last one has no ceiling

/** A bucket table, or the floors by days of a class scheme: the same thing to a day count. Steps get worse. */
export type Ladder = Readonly<{
  id: string;
  version: number;
  effectiveFrom: CalendarDate;
  source: string;
  /** Delinquent days stand still in a pause and begin after the grace; days past due do neither. */
  counts: 'past-due-days' | 'delinquent-days';
  steps: readonly Step[];
  goldenCases: readonly Readonly<{
    oldestUnpaidOn: CalendarDate | null;
    asOf: CalendarDate;
    days: number;
    step: string;
  }>[];
}>;

export function stepFor(ladder: Ladder, days: number): Step {
  for (const step of ladder.steps) if (step.upToDays === null || days <= step.upToDays) return step;
  return invariant(false, `${nameOf(ladder)} has a step for every day`) as never;
}

export const nameOf = ({ id, version }: Readonly<{ id: string; version: number }>): string => `${id}@${version}`;

/** The rule of the ladder that put a loan on this step, in words: `M2: 31-60 days`. */
export function ruleOf(ladder: Ladder, name: string): string {
  const nth = ladder.steps.findIndex((step) => step.name === name);
  const from = nth <= 0 ? 0 : (ladder.steps[nth - 1]?.upToDays ?? 0) + 1;
  const upTo = ladder.steps[nth]?.upToDays ?? null;
  if (upTo === null) return `${name}: ${from} days and more`;
  return upTo === from ? `${name}: ${from} days` : `${name}: ${from}-${upTo} days`;
}

/** Which of two steps is the worse one; a name that the ladder does not know counts for nothing. */
export function worseOf(ladder: Ladder, a: string, b: string | null): string {
  const place = (name: string | null) => ladder.steps.findIndex((step) => step.name === name);
  return place(b) > place(a) && b !== null ? b : a;
}

/** A ladder that fails its own golden cases, or has a hole, does not start. */
export function proveLadder(ladder: Ladder): void {
  const name = nameOf(ladder);
  ladder.steps.forEach(({ upToDays }, nth) => {
    const last = nth === ladder.steps.length - 1;
    const above = ladder.steps[nth - 1]?.upToDays ?? -1;
    invariant(
      last ? upToDays === null : upToDays !== null && upToDays > above,
      `${name} has steps in order to the end`,
    );
  });
  for (const { oldestUnpaidOn, asOf, days, step } of ladder.goldenCases) {
    const got = oldestUnpaidOn === null ? 0 : Math.max(0, daysBetween(oldestUnpaidOn, asOf));
    invariant(got === days && stepFor(ladder, got).name === step, `${name} is wrong on ${asOf}`);
  }
}
