import { readdirSync, readFileSync } from 'node:fs';

/** Tables that are shipped: the same data that the service reads, and nothing of its code. */
const POLICIES = new URL('../../../../services/legal-escalation/policies/', import.meta.url);
const CALENDARS = new URL('../../../../libs/calendars/policies/calendars/', import.meta.url);

export type Vector = Readonly<{
  base: number;
  baseUpTo: number;
  brackets: readonly Readonly<{ upTo: number | null; perTenThousand: number }>[];
  max: number | null;
  perStarted?: number;
  roundedTo?: number;
  freeBelow?: number;
}>;
type Share = Readonly<{ of: number; in: number }>;
export type FeeTable = Readonly<{
  currency: string;
  effectiveFrom: string;
  vectors: Readonly<Record<string, Vector>>;
  kinds: Readonly<
    Record<
      string,
      | null
      | Readonly<{ vector: string; share: Share }>
      | Readonly<{ fixed: readonly Readonly<{ below: number | null; fee: number }>[] }>
      | undefined
    >
  >;
}>;

type Calendar = Readonly<{
  calendar: string;
  year: number;
  holidays: readonly Readonly<{ date: string }>[];
  workedWeekends: readonly string[];
}>;

/** The days off of one year; plain weekends are none of them unless they are worked. */
export type YearOff = Readonly<{ off: ReadonlySet<string>; worked: ReadonlySet<string> }>;

export type LineRules = Readonly<{
  fees: readonly FeeTable[];
  /** By calendar and year. */
  years: ReadonlyMap<string, YearOff>;
}>;

export function readRules(): LineRules {
  const years = read<Calendar>(CALENDARS).map(({ calendar, year, holidays, workedWeekends }) => {
    const off = new Set(holidays.map(({ date }) => date));
    return [`${calendar}/${year}`, { off, worked: new Set(workedWeekends) }] as const;
  });
  return { fees: read<FeeTable>(new URL('fees/', POLICIES)), years: new Map(years) };
}

const read = <T>(folder: URL): readonly T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T);
