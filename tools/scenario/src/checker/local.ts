/** A moment on the wall clock of a place. */
export type Local = Readonly<{ date: string; time: string }>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock in this zone shows, by the zone data of the machine and nothing of Mora's. */
export function localAt(timeZone: string, at: number): Local {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const options = { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23', timeZone } as const;
    format = new Intl.DateTimeFormat('sv-SE', options);
    formats.set(timeZone, format);
  }
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time: time.slice(0, 5) };
}

/** Whole days from one calendar date to another. */
export const daysApart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
