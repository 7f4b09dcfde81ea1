import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type CalendarDate } from '@mora/kernel';
import type { Bank } from './bank.js';
import type { Answer, Door } from './door.js';
import type { LedgerMessage, SourceDay } from './message.js';
import { patiently, type Patience, Weather } from './patience.js';

const BATCH_RECORDS = 500;

export type DayReport = Readonly<{
  date: CalendarDate;
  records: number;
  duplicates: number;
  /** What the intake did not take, in its own words. There is none unless one of the two has a fault. */
  rejected: readonly string[];
}>;

export type DaysOptions = Readonly<{
  door: Door;
  patience: Patience;
  /** The last day that is to pass; null for ever. */
  until: CalendarDate | null;
  /** Milliseconds that a day takes at least. */
  paceMs: number;
  signal: AbortSignal;
  onDay: (report: DayReport) => Promise<void>;
}>;

/** Lets the bank's days pass, from the one that is open at ingestion, until the last one or the signal. */
export async function letDaysPass(bank: Bank, options: DaysOptions): Promise<void> {
  try {
    await passDays(bank, options);
  } catch (error) {
    if (!options.signal.aborted) throw error; // what was under way when the stop came is sent again next time
  }
}

async function passDays(bank: Bank, options: DaysOptions): Promise<void> {
  const { door, patience, until, paceMs, signal, onDay } = options;
  let date = (await patiently(() => door.openDay(), patience)) ?? bank.portfolio.opensOn;
  while (!signal.aborted && (until === null || date <= until)) {
    const pace = sleep(paceMs, undefined, { signal }).catch(() => undefined);
    const report = await sendDay(bank.day(date), date, options);
    await patiently(() => dayIsClosed(door, date), patience);
    await onDay(report);
    await pace;
    date = addDays(date, 1);
  }
}

async function sendDay(sources: readonly SourceDay[], date: CalendarDate, options: DaysOptions): Promise<DayReport> {
  const records = sources.flatMap((source) => [...source.records, source.close]);
  const answers: Answer[] = [];
  for (let from = 0; from < records.length; from += BATCH_RECORDS) {
    const batch = records.slice(from, from + BATCH_RECORDS);
    answers.push(...(await patiently(() => options.door.send(batch), options.patience)));
  }
  return {
    date,
    records: records.length - sources.length,
    duplicates: answers.filter(({ outcome }) => outcome === 'duplicate').length,
    rejected: answers.flatMap((answer, n) => told(answer, records[n] as LedgerMessage)),
  };
}

const told = ({ outcome, reason = outcome, message = '' }: Answer, { type, id }: LedgerMessage): string[] =>
  outcome === 'accepted' || outcome === 'duplicate' ? [] : [`${type} ${id}: ${reason} ${message}`];

async function dayIsClosed(door: Door, date: CalendarDate): Promise<void> {
  const open = await door.openDay();
  if (open === null || open <= date) throw new Weather(`${date} is not closed yet`);
}
