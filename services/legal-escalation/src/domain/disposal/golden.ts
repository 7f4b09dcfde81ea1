import { type CalendarDate, type HolidayBook, InvariantViolated } from '@mora/kernel';
import { endOfPeriod } from '../periods/period.js';
import type { DisposalRules } from './rules.js';

/** By when collateral that was taken over has to be sold. */
export type DisposalCase = Readonly<{
  name: string;
  takenOn: CalendarDate;
  disposeBy: CalendarDate;
  provisional: boolean;
  calendar: string;
  weekendShifts: boolean;
}>;
export type DisposalFile = DisposalRules & Readonly<{ goldenCases: readonly DisposalCase[] }>;

/** Throws InvariantViolated for alerts that do not fall, and for the first case that comes out otherwise. */
export function proveDisposal({ id, version, collateral, goldenCases }: DisposalFile, book: HolidayBook): void {
  const { alerts, years } = collateral;
  if (alerts.some((days, at) => days >= (alerts[at - 1] ?? Infinity)))
    throw new InvariantViolated(`${id}/${version}: the days before an end do not fall`);
  for (const { name, takenOn, calendar, weekendShifts, disposeBy, provisional } of goldenCases) {
    const found = endOfPeriod(takenOn, { years }, book, calendar, weekendShifts);
    if (found.on !== disposeBy || found.provisional !== provisional)
      throw new InvariantViolated(`${id}/${version}: "${name}" comes out as ${found.on}, not ${disposeBy}`);
  }
}
