/** A moment on the wall clock of a place. */
export type Local = Readonly<{ date: string; time: string }>;

type Zone = Readonly<{ format: Intl.DateTimeFormat; known: Map<number, Local> }>;

const zones = new Map<string, Zone>();

/** What a clock in this zone shows, by the zone data of the machine and nothing of Mora's. */
export function localAt(timeZone: string, at: number): Local {
  const { format, known } = zoneOf(timeZone);
  const before = known.get(at);
  if (before !== undefined) return before;
  const [date = '', time = ''] = format.format(at).split(' ');
  const local = { date, time: time.slice(0, 5) };
  known.set(at, local);
  return local;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const options = { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23', timeZone } as const;
  const zone = { format: new Intl.DateTimeFormat('sv-SE', options), known: new Map<number, Local>() };
  zones.set(timeZone, zone);
  return zone;
}

/** Whole days from one calendar date to another. */
export const daysApart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
