import type { Brand } from './ids.js';

/** A day in the bank's calendar, `YYYY-MM-DD`. Compares with `<` as it sorts. */
export type CalendarDate = Brand<string, 'CalendarDate'>;

const DAY_MS = 86_400_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const REMEMBERED = 10_000;

/** A pure function of few values that is asked again and again: the same few hundred days stand in millions of records. */
function remembering<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const epochDay = remembering(
  (date: string): number =>
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS,
);
const fromEpochDay = remembering(
  (day: number): CalendarDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDate,
);

/** Days that were looked at before. */
const real = new Set<string>();

/** Throws RangeError where the text is not a day that exists. */
export function calendarDate(text: string): CalendarDate {
  if (real.has(text)) return text as CalendarDate;
  if (!SHAPE.test(text) || text < '0100' || !isReal(text)) throw new RangeError('not a calendar date (YYYY-MM-DD)');
  if (real.size >= REMEMBERED) real.clear();
  real.add(text);
  return text as CalendarDate;
}

/** Whether the month has such a day: where it has not, the calendar goes on into the next one. */
function isReal(text: string): boolean {
  const [month, day] = [Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const found = new Date(epochDay(text) * DAY_MS);
  return found.getUTCDate() === day && found.getUTCMonth() === month - 1;
}

/** Whole days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => epochDay(to) - epochDay(from);

export const addDays = (from: CalendarDate, days: number): CalendarDate => fromEpochDay(epochDay(from) + days);

/** The same-numbered day so many months on, or that month's last day where there is none (PRC Civil Code art. 202). */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const day = Math.min(Number(from.slice(8, 10)), lastDay);
  return fromEpochDay(Date.UTC(Math.floor(month / 12), month % 12, day) / DAY_MS);
}

export const latest = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? b : a);

export const earliest = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);

export const compareDates = (a: CalendarDate, b: CalendarDate): number => (a < b ? -1 : a > b ? 1 : 0);
