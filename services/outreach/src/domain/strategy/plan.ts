import { addDays, type CalendarDate, CalendarNotCovered, type HolidayBook, latest, nextWorkingDay } from '@mora/kernel';
import type { Strategy, TreatmentStep } from './table.js';

export type Days = Readonly<{ on: CalendarDate; lapsesOn: CalendarDate }>;

/**
 * On which day a step is taken that was chosen at the close of `closed`, and after which it is of no use any more.
 * S17: the reminder of the first overdue comes on the first working day after it.
 */
export function daysOf(
  step: TreatmentStep,
  { closed, startedOn, calendar }: Readonly<{ closed: CalendarDate; startedOn: CalendarDate | null; calendar: string }>,
  holidays: HolidayBook,
): Days {
  const next = addDays(closed, 1);
  const working =
    step.day === 'first-working-day' && startedOn !== null ? workingDayAfter(startedOn, calendar, holidays) : next;
  const on = latest(next, working);
  return { on, lapsesOn: addDays(on, step.lapsesAfterDays) };
}

/** Only computed, never acted on by itself: where nobody has told the holidays of a year the day stays as it is. */
function workingDayAfter(date: CalendarDate, calendar: string, holidays: HolidayBook): CalendarDate {
  try {
    return nextWorkingDay(holidays, calendar, date);
  } catch (error) {
    if (error instanceof CalendarNotCovered) return addDays(date, 1);
    throw error;
  }
}

/** So many days before an instalment falls due a row may already speak of it. */
export const longestLead = ({ tables }: Strategy): number =>
  Math.max(
    0,
    ...Object.values(tables).flatMap((rows) =>
      rows.flatMap(({ when, do: step }) => {
        const to = when.daysToDue?.[1] ?? null;
        return step === null || to === null ? [] : [to - 1];
      }),
    ),
  );
