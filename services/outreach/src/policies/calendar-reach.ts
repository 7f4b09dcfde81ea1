import { addDays, type CalendarDate, calendarDate, daysBetween, type HolidayBook } from '@mora/kernel';

/** How far a calendar is known without a break; `daysLeft` is 0 on its last day, and below where the day is not covered. */
export type CalendarReach = Readonly<{ calendar: string; lastDay: CalendarDate; daysLeft: number }>;

/** How far each calendar of a book reaches from a day on. A year that is covered behind a gap does not count. */
export const reachOf = (book: HolidayBook, today: CalendarDate): readonly CalendarReach[] =>
  book.calendars.map((calendar) => {
    let year = Number(today.slice(0, 4)) - 1;
    while (book.covers(calendar, year + 1)) year += 1;
    const lastDay = addDays(calendarDate(`${year + 1}-01-01`), -1);
    return { calendar, lastDay, daysLeft: daysBetween(today, lastDay) };
  });
