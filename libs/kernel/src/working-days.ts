import { addDays, type CalendarDate } from './calendar-date.js';

/** One year of one calendar, as its authority announced it. */
export type HolidayYear = Readonly<{
  calendar: string;
  year: number;
  /** Days off by name of the law or the notice, on whatever weekday they fall. */
  holidays: readonly CalendarDate[];
  /** Saturdays and Sundays that are worked in exchange. */
  workedWeekends: readonly CalendarDate[];
}>;

/** Nobody has told which days of that year are holidays; a guess would pass for knowledge. */
export class CalendarNotCovered extends RangeError {
  constructor(
    readonly calendar: string,
    readonly year: number,
  ) {
    super(`the calendar ${calendar} does not cover ${year}`);
    this.name = 'CalendarNotCovered';
  }
}

const SATURDAY = 6;
const SUNDAY = 0;

/** The holidays of several calendars. What it has not been told of, it refuses to answer. */
export class HolidayBook {
  private readonly years = new Map<string, Readonly<{ off: ReadonlySet<string>; worked: ReadonlySet<string> }>>();

  constructor(years: readonly HolidayYear[]) {
    for (const { calendar, year, holidays, workedWeekends } of years) {
      this.years.set(`${calendar}/${year}`, { off: new Set(holidays), worked: new Set(workedWeekends) });
    }
  }

  /** All of which it has been told any year. */
  get calendars(): readonly string[] {
    return [...new Set([...this.years.keys()].map((key) => key.slice(0, key.indexOf('/'))))].toSorted();
  }

  covers(calendar: string, year: number): boolean {
    return this.years.has(`${calendar}/${year}`);
  }

  /** A day off by law or notice. A plain weekend is none. Throws CalendarNotCovered. */
  isHoliday(calendar: string, date: CalendarDate): boolean {
    return this.yearOf(calendar, date).off.has(date);
  }

  /** Throws CalendarNotCovered. */
  isWorkingDay(calendar: string, date: CalendarDate): boolean {
    const { off, worked } = this.yearOf(calendar, date);
    return !off.has(date) && (worked.has(date) || !isWeekend(date));
  }

  private yearOf(calendar: string, date: CalendarDate) {
    const year = Number(date.slice(0, 4));
    const found = this.years.get(`${calendar}/${year}`);
    if (found === undefined) throw new CalendarNotCovered(calendar, year);
    return found;
  }
}

/** Saturday or Sunday. */
export function isWeekend(date: CalendarDate): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === SATURDAY || day === SUNDAY;
}

/** The first working day after the date. Throws CalendarNotCovered. */
export function nextWorkingDay(book: HolidayBook, calendar: string, after: CalendarDate): CalendarDate {
  let date = addDays(after, 1);
  while (!book.isWorkingDay(calendar, date)) date = addDays(date, 1);
  return date;
}

/** So many working days after the date; the date itself where there are none to add. Throws CalendarNotCovered. */
export function addWorkingDays(book: HolidayBook, calendar: string, from: CalendarDate, days: number): CalendarDate {
  let date = from;
  for (let left = days; left > 0; left -= 1) date = nextWorkingDay(book, calendar, date);
  return date;
}

/** The calendar of a jurisdiction: `US-NY` keeps the federal one, as no state's is known. */
export const calendarOf = (jurisdiction: string): string => jurisdiction.slice(0, 2).toLowerCase();
