import { addDays, type CalendarDate, earliest, latest } from '@mora/kernel';
import { type Count, type Declared, judgeDay, mayClose } from '../domain/day-agreement.js';
import type { Canonical, SourceClose } from '../intake/read-record.js';
import { isWaitedFor, type Source } from '../sources/source.js';

type Booked = Extract<Canonical, { kind: 'booked' }>;
type Noted = SourceClose & Readonly<{ from: CalendarDate; fromDeclared: boolean }>;

/** What each source has declared of a day beside what came of it, as the day book of the service has it, in memory. */
export class OfflineDays {
  private readonly counts = new Map<string, Count>();
  private readonly dates = new Map<string, CalendarDate[]>();
  private closes: readonly Noted[] = [];

  /** Those whose records are in the file: no day waits for others. */
  constructor(private readonly sources: readonly Source[]) {}

  count({ booked, control }: Booked): void {
    const { source, bookedOn } = booked;
    const currency = control?.currency ?? '';
    const key = `${source}|${bookedOn}|${currency}`;
    const known = this.counts.get(key) ?? { source, day: bookedOn, door: 0, currency, records: 0, minor: 0n };
    this.counts.set(key, { ...known, records: known.records + 1, minor: known.minor + (control?.minor ?? 0n) });
  }

  /** Begins, where it does not say so itself, behind the close before. One that comes again replaces the one before. */
  note(close: SourceClose, openDay: CalendarDate): void {
    const who = `${close.source}|${close.partition}`;
    const dates = this.dates.get(who) ?? [];
    const [first, ...rest] = dates.filter((date) => date < close.date);
    const behind = first === undefined ? openDay : addDays(rest.reduce(latest, first), 1);
    const from = earliest(close.from ?? behind, close.date);
    this.dates.set(who, [...dates, close.date]);
    const others = this.closes.filter((one) => !(sameSpan(one, close) && one.partition === close.partition));
    this.closes = [...others, { ...close, from, fromDeclared: close.from !== null }];
  }

  /** Whether the open day has been closed by all, with figures that agree. */
  mayClose(openDay: CalendarDate): boolean {
    this.closes = this.closes.filter(({ date }) => date >= openDay);
    if (this.closes.length === 0) return false;
    const parties = this.sources
      .filter((source) => isWaitedFor(source, openDay))
      .map(({ id, longestClose }) => ({ source: id, door: null, longestClose }));
    return mayClose(judgeDay(openDay, parties, this.declared(), [...this.counts.values()]));
  }

  /** Where a source closes each partition by itself: their sum, once all of them have closed. */
  private declared(): readonly Declared[] {
    return this.closes.flatMap((close, nth) => {
      const parts = this.closes.filter((other) => sameSpan(other, close));
      const source = this.sources.find(({ id }) => id === close.source);
      const wanted = source?.closes === 'per-partition' ? source.partitions : 1;
      if (parts.length < wanted || this.closes.indexOf(parts[0] as Noted) !== nth) return [];
      const { date, fromDeclared } = close;
      const from = parts.map((part) => part.from).reduce(earliest, close.from);
      const records = parts.reduce((sum, { count }) => sum + count, 0);
      return [{ source: close.source, door: null, from, date, fromDeclared, records, totals: sumOf(parts) }];
    });
  }
}

const sameSpan = (a: SourceClose, b: SourceClose): boolean => a.source === b.source && a.date === b.date;

function sumOf(parts: readonly Noted[]): Record<string, bigint> {
  const sum: Record<string, bigint> = {};
  for (const [currency, minor] of parts.flatMap(({ totals }) => Object.entries(totals)))
    sum[currency] = (sum[currency] ?? 0n) + minor;
  return sum;
}
