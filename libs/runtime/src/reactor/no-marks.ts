import { calendarDate, type CalendarDate } from '@mora/kernel';
import type { LaneRow } from '../lanes/lane-row.js';
import type { Item } from './item.js';

type Space = Readonly<{ spine: readonly string[]; publishes: string | null }>;

/**
 * Whether the lanes of a space neither meet marks nor make them: those that only answer other spaces, such as persons.
 * Then records alone move the open day on, and timers wait for the clock and for no day.
 */
export const hasNoMarks = ({ spine, publishes }: Space): boolean => spine.length === 0 && publishes === null;

/** The day that a record says it was booked on, where it can be read. */
export function businessDateOf<E>({ source }: Item<E>): CalendarDate | null {
  try {
    return calendarDate(source.headers['ce_businessdate'] ?? '');
  } catch {
    return null; // a RangeError is the answer to the question that is asked here
  }
}

/**
 * Moves a lane without marks on to the day of a record, never back; what says no day opens the lane as of `today`.
 * Says whether the lane has moved.
 */
export function moveOn<E>(lane: LaneRow, item: Item<E>, today: () => CalendarDate): boolean {
  const day = businessDateOf(item) ?? lane.openDay ?? today();
  if (lane.openDay !== null && lane.openDay >= day) return false;
  lane.openDay = day;
  return true;
}
