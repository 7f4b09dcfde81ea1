import { type CalendarDate, daysBetween } from '@mora/kernel';

/** What a clock on the wall shows. `dayNumber` counts days since 1970-01-01, `weekday` from Monday = 0. */
export type Local = Readonly<{ date: CalendarDate; minute: number; dayNumber: number; weekday: number }>;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks change on a quarter of an hour everywhere, so that within one the offset is the same. */
const SLOT_MS = 15 * MINUTE_MS;
const REMEMBERED = 200_000;
const EPOCH = '1970-01-01' as CalendarDate;

type Zone = Readonly<{ format: Intl.DateTimeFormat; offsets: Map<number, number> }>;

/** Formats are dear to make and offsets dear to ask for: the same few zones and weeks stand in millions of decisions. */
const zones = new Map<string, Zone | null>();
const dates = new Map<number, CalendarDate>();

/** Whether this is a zone of the time zone database. */
export const isZone = (zone: string): boolean => zoneOf(zone) !== null;

/** The wall clock of a zone at an instant. Throws RangeError for a zone that is none. */
export function localOf(zone: string, ms: number): Local {
  const wall = ms + offsetAt(zone, ms);
  const dayNumber = Math.floor(wall / DAY_MS);
  const minute = Math.floor((wall - dayNumber * DAY_MS) / MINUTE_MS);
  return { date: dateOf(dayNumber), minute, dayNumber, weekday: (((dayNumber + 3) % 7) + 7) % 7 };
}

/**
 * The instant at which the zone's clock shows this minute of the day. An hour that comes twice (autumn) has an earlier
 * and a later reading; one that is left out (spring) is the first instant after the gap.
 */
export function instantOf(
  zone: string,
  date: CalendarDate,
  minute: number,
  reading: 'earlier' | 'later' = 'later',
): number {
  const wall = daysBetween(EPOCH, date) * DAY_MS + minute * MINUTE_MS;
  const before = offsetAt(zone, wall - DAY_MS);
  const after = offsetAt(zone, wall + DAY_MS);
  if (before === after) return wall - before;
  const readings = [wall - before, wall - after].filter((ms) => ms + offsetAt(zone, ms) === wall);
  if (readings.length === 0) return endOfGap(zone, wall - Math.max(before, after), wall - Math.min(before, after));
  return reading === 'earlier' ? Math.min(...readings) : Math.max(...readings);
}

/** The first instant of a day: midnight, or what comes instead of it where midnight is left out. */
export const dayStart = (zone: string, date: CalendarDate): number => instantOf(zone, date, 0, 'earlier');

/** `HH:MM` of a minute of the day. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The one instant between two at which the offset changes. */
function endOfGap(zone: string, from: number, to: number): number {
  const offset = offsetAt(zone, from);
  let [low, high] = [from, to];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(name: string, ms: number): number {
  const zone = zoneOf(name);
  if (zone === null) throw new RangeError('not a time zone');
  const slot = Math.floor(ms / SLOT_MS);
  const known = zone.offsets.get(slot);
  if (known !== undefined) return known;
  if (zone.offsets.size >= REMEMBERED) zone.offsets.clear();
  const offset = wallOf(zone.format, slot * SLOT_MS) - slot * SLOT_MS;
  zone.offsets.set(slot, offset);
  return offset;
}

function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= REMEMBERED) zones.clear();
  const format = formatOf(name);
  const zone = format === null ? null : { format, offsets: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric';
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  } catch {
    return null;
  }
}

/** The clock on the wall, read as if it stood in Greenwich. */
function wallOf(format: Intl.DateTimeFormat, ms: number): number {
  const said = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    said['year'] ?? 0,
    (said['month'] ?? 1) - 1,
    said['day'] ?? 1,
    said['hour'] ?? 0,
    said['minute'] ?? 0,
  );
}

function dateOf(dayNumber: number): CalendarDate {
  const known = dates.get(dayNumber);
  if (known !== undefined) return known;
  if (dates.size >= REMEMBERED) dates.clear();
  const date = new Date(dayNumber * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
  dates.set(dayNumber, date);
  return date;
}
