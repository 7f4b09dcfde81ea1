import type { CalendarDate } from '@mora/kernel';

/** A loan that was helped, and is watched for a year. */
export type Watch = Readonly<{
  planId: string | null;
  roundId: string | null;
  since: CalendarDate;
  until: CalendarDate;
  /** The levels that have been said. */
  levels: readonly (30 | 90)[];
}>;

export type WatchPart = Readonly<{ watches: readonly Watch[]; reviewed: boolean }>;
