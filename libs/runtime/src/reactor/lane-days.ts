import { type CalendarDate, invariant, latest } from '@mora/kernel';
import type { LaneRow } from '../lanes/lane-row.js';
import type { Item } from './item.js';
import type { Cause, LaneContext } from './lane-context.js';
import { dayOfRecord, hasNoMarks, moveOn } from './no-marks.js';

/** The open days of locked lanes, and which of them what comes in one transaction moves on. */
export class LaneDays {
  readonly moved = new Set<LaneRow>();

  constructor(
    private readonly rows: ReadonlyMap<number, LaneRow>,
    private readonly lanes: Pick<LaneContext<unknown, unknown>, 'dateOf'> &
      Readonly<{ reactor: Parameters<typeof hasNoMarks>[0] }>,
  ) {}

  /** Throws where no day is open. */
  of(partition: number): CalendarDate {
    const day = this.rows.get(partition)?.openDay;
    invariant(day !== undefined && day !== null, 'a lane that is written to has an open day');
    return day;
  }

  ofAny(): CalendarDate | null {
    return this.rows.values().next().value?.openDay ?? null;
  }

  /** The day as of which a record is taken. */
  ofRecord<E>(item: Item<E>, now: number): CalendarDate {
    this.moveOn(item.partition, (lane) => dayOfRecord(item, lane, () => this.lanes.dateOf(now)));
    return this.of(item.partition);
  }

  /** What waits for the clock alone is decided on the date at which it was due, whether a record of that day came or not. */
  ofTimer({ partition, day }: Cause, dueAt: number): CalendarDate {
    if (!hasNoMarks(this.lanes.reactor)) return day;
    const own = this.lanes.dateOf(dueAt);
    this.moveOn(partition, () => own);
    return latest(day, own);
  }

  /** Whatever comes to a lane without marks moves it on to its own day. */
  private moveOn(partition: number, dayIn: (lane: LaneRow) => CalendarDate): void {
    const lane = this.rows.get(partition);
    if (lane === undefined || !hasNoMarks(this.lanes.reactor)) return;
    if (moveOn(lane, dayIn(lane))) this.moved.add(lane);
  }
}
