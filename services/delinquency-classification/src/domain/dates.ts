import { addDays as add, type CalendarDate, daysBetween as between } from '@mora/kernel';

/**
 * The kernel's arithmetic, remembered: a portfolio asks for the same few thousand dates again and again, and every
 * record asks for several. What is remembered is bounded, and a forgotten answer is worked out anew.
 */
const REMEMBERED = 50_000;
const EPOCH = '1970-01-01' as CalendarDate;
const sums = new Map<string, CalendarDate>();
const ordinals = new Map<CalendarDate, number>();

export function addDays(from: CalendarDate, days: number): CalendarDate {
  const key = `${from}${days}`;
  return sums.get(key) ?? remember(sums, key, add(from, days));
}

export const daysBetween = (from: CalendarDate, to: CalendarDate): number => ordinalOf(to) - ordinalOf(from);

const ordinalOf = (date: CalendarDate): number => ordinals.get(date) ?? remember(ordinals, date, between(EPOCH, date));

function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}
