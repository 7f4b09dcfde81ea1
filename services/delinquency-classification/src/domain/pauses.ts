import { type CalendarDate, earliest, latest } from '@mora/kernel';
import { addDays, daysBetween } from './dates.js';
import type { Pause } from './facts.js';

/**
 * Days after `after`, up to and with `upTo`, on which delinquency stood still. The first and the last day of a pause
 * are inside it; where pauses overlap a day counts once. The pauses are sorted by their first day.
 */
export function pausedDays(pauses: readonly Pause[], after: CalendarDate, upTo: CalendarDate): number {
  let days = 0;
  let counted = after;
  for (const { from, until } of pauses) {
    const first = latest(from, addDays(counted, 1));
    const last = until === null ? upTo : earliest(until, upTo);
    if (last < first) continue;
    days += daysBetween(first, last) + 1;
    counted = last;
  }
  return days;
}
