import { type CalendarDate, daysBetween, InvariantViolated } from '@mora/kernel';
import { monthsOver } from './judge.js';
import type { GateRules } from './rules.js';

/** Whether a debt of a day is old enough on another, by months and by days. */
export type GateCase = Readonly<{
  name: string;
  oldest: CalendarDate;
  on: CalendarDate;
  months: boolean;
  days: boolean;
}>;
export type GateFile = GateRules & Readonly<{ goldenCases: readonly GateCase[] }>;

/** Throws InvariantViolated for the first case that does not come out as it says. */
export function proveGate({ id, version, months, days, goldenCases }: GateFile): void {
  for (const one of goldenCases) {
    const found = `${monthsOver(one.oldest, one.on, months)} ${daysBetween(one.oldest, one.on) > days}`;
    if (found !== `${one.months} ${one.days}`) {
      throw new InvariantViolated(`${id}/${version}: "${one.name}" comes out as ${found} by months and by days`);
    }
  }
}
