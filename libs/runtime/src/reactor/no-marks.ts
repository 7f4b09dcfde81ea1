import { calendarDate, type CalendarDate, latest } from '@mora/kernel';
import type { LaneRow } from '../lanes/lane-row.js';
import type { Item } from './item.js';

type Space = Readonly<{ spine: readonly string[]; publishes: string | null }>;

/**
 * Whether the lanes of a space neither meet marks nor make them: those that only answer other spaces, such as persons.
 * Then records move the open day on, and timers, which wait for the clock and for no day.
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

/** The day of a record in a lane without marks; what says no day, as a command does, is of `today`, or of the lane's day if that is later. */
export const dayOfRecord = <E>(item: Item<E>, lane: LaneRow, today: () => CalendarDate): CalendarDate =>
  businessDateOf(item) ?? latest(lane.openDay ?? today(), today());

/** Moves a lane without marks on to a day, never back. Says whether it has moved. */
export function moveOn(lane: LaneRow, day: CalendarDate): boolean {
  if (lane.openDay !== null && lane.openDay >= day) return false;
  lane.openDay = day;
  return true;
}
