import type { CalendarDate } from './calendar-date.js';
import { invariant } from './invariant.js';

/** Versions of one thing, each in force from its own date. A day before the first is an error, never a default. */
export class Effective<V extends Readonly<{ effectiveFrom: CalendarDate }>> {
  private readonly versions: readonly V[];

  constructor(versions: readonly V[]) {
    this.versions = versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  }

  /** The first day on which anything is in force. Throws InvariantViolated where there is no version at all. */
  get since(): CalendarDate {
    const [first] = this.versions;
    invariant(first !== undefined, 'there is no version');
    return first.effectiveFrom;
  }

  /** Throws InvariantViolated where no version covers the date. */
  inForceOn(date: CalendarDate): V {
    const version = this.versions.findLast((v) => v.effectiveFrom <= date);
    invariant(version !== undefined, `nothing is in force on ${date}`);
    return version;
  }
}
