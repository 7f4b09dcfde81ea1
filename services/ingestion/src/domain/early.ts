import type { CalendarDate } from '@mora/kernel';

export type Arrival = Readonly<{
  bookedOn: CalendarDate;
  /** It has waited for its day already. */
  waited: boolean;
  /** The earliest day that another record of the loan waits for; null where none does. */
  othersWaitFor: CalendarDate | null;
}>;

/** A record of a day that has not opened waits; and so does one that would overtake another of its loan that waits. */
export function isEarly({ bookedOn, waited, othersWaitFor }: Arrival, openDay: CalendarDate): boolean {
  if (bookedOn > openDay) return true;
  return !waited && othersWaitFor !== null && othersWaitFor <= openDay;
}
