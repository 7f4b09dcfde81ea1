import { type CalendarDate, type HolidayBook, InvariantViolated } from '@mora/kernel';
import type { Jurisdiction } from '../words.js';
import type { DisposalRules } from './rules.js';
import { termOf } from './term.js';

/** By when collateral that was taken over has to be sold by a law; null where it has no term. */
export type DisposalCase = Readonly<{
  name: string;
  jurisdiction: Jurisdiction;
  takenOn: CalendarDate;
  disposeBy: CalendarDate | null;
  provisional: boolean;
  calendar: string;
  weekendShifts: boolean;
}>;
export type DisposalFile = DisposalRules & Readonly<{ goldenCases: readonly DisposalCase[] }>;

/** Throws InvariantViolated for alerts that do not fall, and for the first case that comes out otherwise. */
export function proveDisposal({ id, version, collateral, goldenCases }: DisposalFile, book: HolidayBook): void {
  const { alerts } = collateral;
  if (alerts.some((days, at) => days >= (alerts[at - 1] ?? Infinity)))
    throw new InvariantViolated(`${id}/${version}: the days before an end do not fall`);
  for (const { name, takenOn, disposeBy, provisional, ...law } of goldenCases) {
    const found = termOf(collateral, takenOn, law, book);
    const foundOn = found?.on ?? null;
    if (foundOn !== disposeBy || (found?.provisional ?? false) !== provisional)
      throw new InvariantViolated(`${id}/${version}: "${name}" comes out as ${foundOn}, not ${disposeBy}`);
  }
}
