import { addDays, type CalendarDate } from '@mora/kernel';

const HOUR_MS = 3_600_000;

/** The days of the installation's zone, as instants. */
export class BankDays {
  private readonly format: Intl.DateTimeFormat;
  private readonly ends = new Map<CalendarDate, number>();
  private last: CalendarDate | null = null;

  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** The date of an instant. Nearly all of them lie in the day that was asked for last. */
  dateOf(instant: number): CalendarDate {
    const { last } = this;
    if (last !== null && instant <= this.endOf(last) && instant > this.endOf(addDays(last, -1))) return last;
    this.last = this.read(instant);
    return this.last;
  }

  /** The last millisecond of a date. */
  readonly endOf = (date: CalendarDate): number => {
    const known = this.ends.get(date);
    if (known !== undefined) return known;
    const end = this.searched(date);
    if (this.ends.size > 4_000) this.ends.clear();
    this.ends.set(date, end);
    return end;
  };

  /** Between two instants of which the one is surely of the date or earlier, and the other surely later. */
  private searched(date: CalendarDate): number {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    let [low, high] = [midnight - 14 * HOUR_MS, midnight + 48 * HOUR_MS];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.read(middle) <= date) low = middle;
      else high = middle;
    }
    return low;
  }

  private readonly read = (instant: number): CalendarDate => this.format.format(instant) as CalendarDate;
}
